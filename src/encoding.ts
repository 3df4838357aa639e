/** The text of bytes in an encoding, or undefined where they are none of it. */
export function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Encodings by what markup and servers call them. Others say nothing: servers call anything us-ascii or iso-8859-1. */
// biome-ignore format: table
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8':  'utf-8',   utf8:    'utf-8',
  gb18030:  'gb18030', gbk:     'gb18030', gb2312: 'gb18030', 'x-gbk': 'gb18030', cp936: 'gb18030',
  big5:     'big5',
};

const encodingNamed = (name = ''): string | undefined => ENCODINGS[name.trim().toLowerCase()];

/** What the first bytes tell by themselves: a mark, or how `<` is written. */
function encodingSeen([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return undefined;
}

const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']|<meta[^>]*?\scharset\s*=\s*["']?([\w-]+)/iu;
const DECLARED_WITHIN = 1024;

/** The encoding that the beginning of XML or HTML declares. */
export function encodingDeclared(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, DECLARED_WITHIN)).toString('latin1');
  const [, xml, html] = DECLARED.exec(start) ?? [];
  return encodingNamed(xml ?? html);
}

/**
 * The text of XML or HTML that came over a line, without its mark: in the encoding that it shows, that it declares, that the server names
 * (`charset`), else UTF-8, else GB18030. The first in which the bytes can be read counts; undefined when there is none.
 */
export function decodeMarkup(bytes: Uint8Array, charset?: string): string | undefined {
  const said = [encodingSeen(bytes), encodingDeclared(bytes), encodingNamed(charset), 'utf-8', 'gb18030'];
  for (const encoding of new Set(said)) {
    const text = encoding === undefined ? undefined : decodeAs(encoding, bytes);
    if (text !== undefined) return text;
  }
  return undefined;
}
