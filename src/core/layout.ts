/** What a layout needs to know of a picture: sizes and ties, nothing of what they mean. */
export interface LayoutRequest {
  readonly boxes: readonly LayoutBox[];
  /** Frames around boxes and around each other; outer ones first. */
  readonly frames: readonly LayoutFrame[];
  readonly arrows: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  /** The width that a page has; wider only where it cannot be helped. */
  readonly width: number;
}

export interface LayoutBox {
  readonly id: string;
  readonly frame: string | undefined;
  readonly width: number;
  readonly height: number;
}

export interface LayoutFrame {
  readonly id: string;
  readonly parent: string | undefined;
  /** What its title takes. */
  readonly titleWidth: number;
  readonly titleHeight: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where everything stands, in whole units from the upper left corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Rectangle>;
  readonly frames: ReadonlyMap<string, Rectangle>;
  /** The corners of each arrow, from its start to its point. */
  readonly arrows: ReadonlyMap<string, readonly Point[]>;
}
