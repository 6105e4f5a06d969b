import type { FunctionTable } from '../template/value.ts';
import { Dict, plain, TemplateError } from '../template/value.ts';
import { define, dictOf, kindOf, textOf } from './support.ts';

/** Functions of URLs. */
export const urlFunctions: FunctionTable = {
  urlParse: define(['string'], ([text]) => parsedUrl(textOf(text))),
  urlJoin: define(['dict'], ([dict]) => joinedUrl(dictOf(dict))),
};

const URL_PARTS = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

function parsedUrl(text: string): Dict {
  const [, scheme = '', authority, rest = '', query = '', fragment = ''] = URL_PARTS.exec(text) ?? [];
  if (/[\u0000-\u001f\u007f]/.test(text)) {
    throw new TemplateError('unable to parse url: net/url: invalid control character in URL');
  }
  const isOpaque = scheme !== '' && authority === undefined && !rest.startsWith('/');
  const at = authority?.lastIndexOf('@') ?? -1;
  const host = authority === undefined ? '' : authority.slice(at + 1);
  return Dict.of(
    Object.entries({
      scheme: scheme.toLowerCase(),
      host: unescaped(host),
      hostname: unescaped(hostname(host)),
      path: isOpaque ? '' : unescaped(rest),
      query,
      opaque: isOpaque ? rest : '',
      fragment: unescaped(fragment),
      userinfo: at < 0 ? '' : (authority?.slice(0, at) ?? ''),
    }),
  );
}

function hostname(host: string): string {
  const bracketed = /^\[(.*)\]/.exec(host)?.[1];
  return bracketed ?? host.replace(/:\d*$/, '');
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TemplateError(`unable to parse url: parse "${text}": invalid URL escape`);
  }
}

function joinedUrl(dict: Dict): string {
  const part = (key: string): string => {
    const value = plain(dict.get(key) ?? '');
    if (typeof value === 'string') return value;
    throw new TemplateError(`unable to parse ${key} key, must be of type string, but ${kindOf(value)} found`);
  };
  const [scheme, host, userinfo] = [part('scheme'), part('host'), part('userinfo')];
  const [path, query, opaque, fragment] = [part('path'), part('query'), part('opaque'), part('fragment')];
  const start = scheme === '' ? '' : `${scheme}:`;
  const end = `${query === '' ? '' : `?${query}`}${fragment === '' ? '' : `#${escapedFor(fragment)}`}`;
  if (opaque !== '') return `${start}${opaque}${end}`;
  const hasAuthority = scheme !== '' || host !== '' || userinfo !== '';
  const hasSlashes = hasAuthority && (host !== '' || path !== '' || userinfo !== '');
  const authority = hasSlashes ? `//${userinfo === '' ? '' : `${userinfo}@`}${host}` : '';
  const slash = path !== '' && !path.startsWith('/') && host !== '' ? '/' : '';
  return `${start}${authority}${slash}${escapedFor(path)}${end}`;
}

/** Escapes what Go escapes in a path or a fragment. */
function escapedFor(text: string): string {
  return encodeURI(text).replace(/[?#]/g, encodeURIComponent);
}
