const texts = ['"foobar"', '"aaa bbb"', '"2024-01-31"', '"key=value; k2=v2"', '"日本語 text"', '"a\\nb\\nc"', '""', '"ABCabc"'];
const patterns = [
  'a', 'o+', '(\\\\w+)', '(?P<y>\\\\d{4})-(?P<m>\\\\d\\\\d)', '(\\\\d+)-(\\\\d+)', '[a-c]+', '[^a]', '^a', 'c$', '(?m)^b$', '(?i)abc', '.', '.*', '(?s).*', '\\\\s', '\\\\bb', '\\\\p{Han}+', '\\\\pL', '[[:upper:]]+',
  'a|b', '(a|b)*', '(a)|(b)', '(?:a|b)+', 'a{2}', 'a{1,2}', 'a{2,}', 'a??', 'a+?', '(a*)*', '(a|b*)*', '(?U)a+', '\\\\x61', '\\\\x{65E5}', '\\\\Qa.\\\\E', '(\\\\w)=(\\\\w+)', '$', '^', '\\\\z', '\\\\A', '(?P<k>\\\\w+)=(?P<v>\\\\w+)',
];

/** Expressions of regular expressions. */
export const regexCases: Readonly<Record<string, readonly string[]>> = {
  regex: [
    ...patterns.flatMap((pattern, index) => texts.filter((_, at) => (at + index) % 2 === 0).map((text) => `regex("${pattern}", ${text})`)),
    ...['(', ')', '[', '[a', 'a{3,2}', 'a**', 'a+*', '*a', '(?<n>a)', '(?P<n>a)(b)', '(?P<n>a)(?P<n>b)', '\\\\1', '(?=a)', '(?!a)', '(?<=a)', '\\\\Z', '\\\\C', '\\\\k', 'a{1001}', 'a{,2}', 'x{2', '{', '}', ']', '[]a]', '[^]a]', '[a-]', '[-a]', '[z-a]', '[a\\\\-z]', '[\\\\d-z]', '[\\\\d]', '[[:nope:]]', '\\\\p{Nope}', '\\\\p{^Han}', '\\\\PL', '(?i:a)B', '(?-i)a', '(?i)a(?-i)B', '(?x)a', '', '(?:', '()', '(|a)', 'a||b', '(a{1000}){1000}', '\\\\8', '\\\\07', '\\\\x', '\\\\x{110000}', '[\\\\w.]+@[\\\\w.]+', '\\\\/', '\\\\-', '\\\\_', '\\\\é', '(?P<1>a)', '(?P<>a)', '(?P<a-b>a)', 'a{2}{3}', 'a?+', '(?i)[k]', '(?i)ſ', '\\\\v', '\\\\f', '[\\\\b]', '\\\\B', '\\\\ba'].map((pattern) => `regex("${pattern}", "aab Kabs a_é]-{}K")`),
    'regex("^(?:https?://)?([^/:]+)(?::(\\\\d+))?(/.*)?$", "https://shop.example.com:8443/orders?x=1")', 'regex("(\\\\d+)?x", "x")', 'regex("(?P<a>\\\\d+)?x", "x")', 'regex("a", local.ustring)', 'regex("(a)", local.ustring)', 'regex("(?P<z>a)(?P<b>b)", local.ustring)', 'regex(local.ustring, "a")', 'regex("(", local.ustring)', 'regex("a", null)', 'regex("a", sensitive("a"))', 'regex("(a+)(b+)?", "aab")', 'regex("(a+|b+)*c", "aabbc")', 'regex("(?:(a)|b)*", "ab")', 'regex("(?:(a)|(b))*", "aba")', 'regex("(a|ab)(c|bcd)(d*)", "abcd")', 'regex("x*", "aaa")', 'regex("(a?)(ab)?", "ab")', 'regex("(a?)*", "b")', 'regex("(a?)+", "b")', 'regex("(a*)+", "b")', 'regex("(|a)*", "aa")', 'regex("(|a)+", "aa")', 'regex("(a|)+", "aa")', 'regex("((a)|b)*?c", "abc")', 'regex("^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)$", "arn:aws:s3:eu-west-1:123456789012:bucket/key:x")',
    'regex("(?P<major>\\\\d+)\\\\.(?P<minor>\\\\d+)", "v1.29.3")', 'regex("[a-z]+", "ABC")', 'regex("(?i)[^a]", "Ab")', 'regex("(?i)STRASSE", "strasse")', 'regex("(?i)é", "É")', 'regex("[^\\\\n]*", "a\\nb")', 'regex("(?i)k", "\\u212a")', 'regex("(?i)[a-z]", "\\u017f")', 'regex("\\\\w", "é")', 'regex("\\\\d", "٣")', 'regex("\\\\s", "\\u00a0")', 'regex(".", "😀")', 'regex("^.$", "😀")', 'regex("[😀-😂]", "😁")', 'regex("a.c", "a\\nc")', 'regex("a{0}", "a")', 'regex("(a){0}b", "ab")', 'regex("(a){2}", "aa")', 'regex("(a|b){2,3}", "abab")', 'regex("(?:a{2}){2}", "aaaa")', 'regex("a{2,3}?", "aaa")', 'regex("(^|x)a", "xa")', 'regex("\\\\.", "a.b")', 'regex("[.]", "a.b")', 'regex("\\\\$\\\\{[^}]+\\\\}", "x $${y} z")',
  ],
  regexall: [
    ...patterns.flatMap((pattern, index) => texts.filter((_, at) => (at + index) % 2 === 1).map((text) => `regexall("${pattern}", ${text})`)),
    'regexall("a", local.ustring)', 'regexall("(a)", local.ustring)', 'regexall(local.ustring, "a")', 'regexall("x", "abc")', 'regexall("(x)", "abc")', 'regexall("", "日本")', 'regexall("a*", "baac")', 'regexall("a*?", "baac")', 'regexall("\\\\b", "ab cd")', 'regexall("(?P<k>\\\\w)=(?P<v>\\\\w)?", "a=1 b= c=3")', 'regexall("$", "a")', 'length(regexall("a", "banana")) > 0', 'regexall("(a)|b", "ab")', 'regexall("[", "a")', 'regexall("a|", "aab")',
  ],
};
