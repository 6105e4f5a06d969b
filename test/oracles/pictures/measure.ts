/** The text of a function that a page runs: what is wrong with the picture in it, as sentences. */
export function measureScript(leastPixels: number): string {
  return `(${MEASURE})(${leastPixels})`;
}

const MEASURE = String.raw`(leastPixels) => {
  const found = [];
  const slack = 0.75;
  const areas = (selector) => [...document.querySelectorAll('svg.picture ' + selector)].map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { element, left, top, right, bottom, text: element.textContent.slice(0, 40) };
  });
  const overlap = (a, b) =>
    a.left + slack < b.right &&
    b.left + slack < a.right &&
    a.top + slack < b.bottom &&
    b.top + slack < a.bottom;
  const inside = (a, b) =>
    a.left >= b.left - slack && a.right <= b.right + slack &&
    a.top >= b.top - slack && a.bottom <= b.bottom + slack;
  const holds = (a, { x, y }) => x > a.left + 2 && x < a.right - 2 && y > a.top + 2 && y < a.bottom - 2;
  const pairs = (list, wrong, words) => {
    for (let i = 0; i < list.length; i += 1) {
      for (let j = i + 1; j < list.length; j += 1) {
        if (wrong(list[i], list[j])) found.push(words + ': ' + list[i].text + ' | ' + list[j].text);
      }
    }
  };
  const labels = areas('text');
  pairs(labels, overlap, 'labels overlap');
  const boxes = areas('g.box').filter(({ element }) => element.parentElement.closest('.legend') === null);
  const shapes = boxes.map((box) => {
    const area = box.element.querySelector('rect.s').getBoundingClientRect();
    const all = [...box.element.querySelectorAll('rect.s')].map((one) => one.getBoundingClientRect());
    return {
      ...box,
      left: Math.min(...all.map((one) => one.left)), top: Math.min(...all.map((one) => one.top)),
      right: Math.max(...all.map((one) => one.right)), bottom: Math.max(...all.map((one) => one.bottom)),
      text: box.element.querySelector('title').textContent.slice(0, 40),
    };
  });
  for (const box of shapes) {
    for (const label of box.element.querySelectorAll('text,rect.m')) {
      if (inside(label.getBoundingClientRect(), box)) continue;
      found.push('a label leaves its box: ' + label.textContent);
    }
  }
  pairs(shapes, overlap, 'boxes overlap');
  const frames = areas('rect.f');
  for (const box of shapes) {
    for (const frame of frames) {
      if (overlap(box, frame) && !inside(box, frame)) found.push('a box leaves its frame: ' + box.text);
    }
  }
  for (const title of areas('.frame-title text')) {
    const around = frames.filter((frame) => overlap(title, frame));
    if (!around.every((frame) => inside(title, frame))) found.push('a title leaves its frame: ' + title.text);
  }
  pairs(frames, (a, b) => overlap(a, b) && !inside(a, b) && !inside(b, a), 'frames overlap');
  for (const line of document.querySelectorAll('svg.picture .a > path.line')) {
    const matrix = line.getScreenCTM();
    if (line.closest('.legend')) continue;
    const length = line.getTotalLength();
    for (let at = 6; at < length - 6; at += 6) {
      const point = line.getPointAtLength(at).matrixTransform(matrix);
      const hit = shapes.find((box) => holds(box, point));
      if (hit) {
        found.push('an arrow runs through ' + hit.text);
        break;
      }
    }
  }
  const svg = document.querySelector('svg.picture');
  const scale = svg.getScreenCTM().a;
  for (const { element, text } of labels) {
    const pixels = Number(element.getAttribute('font-size')) * scale;
    if (pixels < leastPixels) {
      found.push('letters of ' + pixels.toFixed(1) + ' pixels: ' + text);
      break;
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('scrolls sideways');
  return found;
}`;
