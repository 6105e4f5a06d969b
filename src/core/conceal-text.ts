/**
 * The text without passwords in addresses (`postgres://orders:…@db`) and in connection strings
 * (`…;Password=…`): whatever quotes a repository may quote them, and reports are pasted into tickets.
 */
export function concealed(text: string): string {
  const withoutUsers = text.includes('://') ? text.replace(USER_PART, concealedUser) : text;
  return withoutUsers.includes('=') ? withoutUsers.replace(PAIR, concealedPair) : withoutUsers;
}

// Begins with what every address holds, so that a long text without one costs nothing.
const USER_PART = /:\/\/([^\s:@/?#'"`<>]{0,200})(?::([^\s@'"`<>]{0,200}))?@(?=[\w[$-])/g;

function concealedUser(whole: string, user: string, password: string | undefined): string {
  if (password === undefined) return isToken(user) ? '://…@' : whole;
  return password === '' || FILLED_IN.test(password) ? whole : `://${user}:…@`;
}

/** A name that nobody has: `https://TOKEN@git.shop.example`. */
function isToken(user: string): boolean {
  return user.length >= 20 && /\d/.test(user) && !FILLED_IN.test(user);
}

// `?password=…`, `;Pwd=…`, `&sig=…`.
const PAIR = new RegExp(
  String.raw`([;&?]\s?(?:(?:[a-z]+_)?(?:password|secret|token)|passwd|pwd|api_?key|sig` +
    String.raw`|(?:account|sharedaccess)key)=)` +
    '([^;&\\s\'"`<>\\\\]+)',
  'gi',
);

function concealedPair(whole: string, name: string, value: string): string {
  return FILLED_IN.test(value) ? whole : `${name}…`;
}

// What a program or a person puts in later says nothing: `${PASSWORD}`, `$(TOKEN)`, `{{ .password }}`, `***`.
const FILLED_IN = /^(?:\$[({]?[^${}()]*[)}]?|\{\{?[^{}]*\}?\}|%[\w()]*%?|\*+|…)$/;
