import { decodeMarkup, encodingDeclared } from './encoding.ts';
import { cleanLine } from './text.ts';

const MAX_TITLE = 40;

/** `“title”` of a web page, cleaned and cut; empty when it has none. `charset` is what a server calls its encoding. */
export function titleOf(bytes: Uint8Array, charset?: string): string {
  const page = Buffer.from(bytes).toString('latin1');
  const [, written = ''] = /<title[^>]*>([^<]*)/iu.exec(page) ?? [];
  const raw = decodeMarkup(Buffer.from(written, 'latin1'), charset ?? encodingDeclared(bytes)) ?? '';
  const title = cleanLine(raw.replace(/&(?:#x?[0-9a-f]{1,6}|[a-z]{2,8});/giu, plain));
  return title === '' ? '' : `“${title.slice(0, MAX_TITLE)}${title.length > MAX_TITLE ? '…' : ''}”`;
}

// biome-ignore format: table
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&nbsp;': ' ' };

function plain(entity: string): string {
  const [, hex, digits = ''] = /^&#(x?)([0-9a-f]+);$/iu.exec(entity) ?? [];
  if (digits === '') return ENTITIES[entity.toLowerCase()] ?? ' ';
  const code = Number.parseInt(digits, hex ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
