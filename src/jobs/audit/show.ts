import { describe } from '../../declaration/describe.ts';
import { STATUS_MARKS } from '../../declaration/life-cycle.ts';
import type { AuditChange, AuditLine } from '../../store/audit-line.ts';
import { cleanLine, cleanText } from '../../text.ts';
import { timeOf } from '../clock.ts';
import { STATUS_WORDS } from '../paperless/status-words.ts';
import { PART_NAMES, partOf } from '../settings/parts.ts';
import { settingLabel } from '../settings/titles.ts';
import { DOCUMENT_TITLES, IN_TEMPLATE, RECORD_FACTS, SECRET_TITLES, TEMPLATE_FACTS, WHAT_WORDS } from './words.ts';

/** One change as people read it. */
export interface ShownChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** A line of the audit as people read it. */
export interface ShownLine {
  readonly seq: number;
  /** The time in Beijing. */
  readonly time: string;
  readonly who: string;
  /** The permanent word, and what it is called. */
  readonly what: string;
  readonly title: string;
  /** The declaration or the setting. */
  readonly which: string;
  readonly entryNo: string | undefined;
  readonly text: string;
  readonly changes: readonly ShownChange[];
  readonly more: number;
  readonly revision: number | undefined;
  readonly hash: string;
}

export function shownLine(line: AuditLine): ShownLine {
  const { seq, at, by, member, what, entryNo, about, text = '', changes = [], more = 0, revision, hash } = line;
  return {
    seq,
    time: timeOf(Date.parse(at) || 0),
    who: cleanLine(member === undefined ? by : `${member}（${by}）`),
    what,
    title: WHAT_WORDS[what] ?? cleanLine(what),
    which: entryNo ?? (about === undefined ? '' : titleOf(what, about)),
    entryNo,
    text: cleanLine(text),
    changes: changes.map(change => shownChange(line, change)),
    more,
    revision,
    hash,
  };
}

/** A change in one line: `【HS编码】 0201 → 0202`. */
export function changeText({ label, before, after }: ShownChange): string {
  return `${label} ${before === '' ? '（无）' : before} → ${after === '' ? '（无）' : after}`.trim();
}

/** What a line says beside who, when and which. */
export function contentText({ text, changes, more }: ShownLine): string {
  const [first] = changes;
  const count = changes.length + more;
  const parts = [text, first && changeText(first), count > 1 ? `等 ${count} 处` : ''];
  return parts.filter(Boolean).join('  ');
}

const titles = new Map<string, string>();

function titleOf(what: string, about: string): string {
  if (what.startsWith('secret')) return named(about, SECRET_TITLES);
  if (titles.size === 0) {
    for (const name of PART_NAMES) titles.set(partOf(name).document.name, partOf(name).title);
    for (const [name, title] of Object.entries(DOCUMENT_TITLES)) titles.set(name, title);
  }
  return named(about, Object.fromEntries(titles));
}

const named = (about: string, names: Readonly<Record<string, string>>): string =>
  about
    .split('、')
    .map(name => names[name] ?? cleanLine(name))
    .join('、');

function shownChange({ what, entryNo, about = '' }: AuditLine, { path, before, after }: AuditChange): ShownChange {
  if (path.startsWith('@')) {
    const name = path.slice(1);
    const words = name === 'status' ? statusWord : name === 'paperless' ? paperlessWord : plain;
    return {
      label: (RECORD_FACTS as Readonly<Record<string, string>>)[name] ?? name,
      before: words(before),
      after: words(after),
    };
  }
  if (what === 'template') return { label: templateLabel(path), before: plain(before), after: plain(after) };
  if (what === 'setting') return settingChange(about, path, plain(before), plain(after));
  const label = entryNo !== undefined && what !== 'paperless' ? describe(path) : path;
  return { label: label || cleanLine(path), before: plain(before), after: plain(after) };
}

/** A setting by the name that its page has for it; where several documents were changed at once the path begins with that of its own. */
function settingChange(about: string, path: string, before: string, after: string): ShownChange {
  const name = about.includes('、') ? path.replace(' ', '.') : `${about}.${path}`;
  const known = settingLabel(name);
  return {
    label: cleanLine(known === name ? path : known),
    before: YES_NO[before] ?? before,
    after: YES_NO[after] ?? after,
  };
}

/** The template, and what of it: a field of its contents, or what is kept beside them. */
function templateLabel(path: string): string {
  const at = path.indexOf(IN_TEMPLATE);
  if (at >= 0) {
    const label = describe(path.slice(at + IN_TEMPLATE.length));
    return label === '' ? cleanLine(path) : `${cleanLine(path.slice(0, at))} ${label}`;
  }
  const dot = path.lastIndexOf('.');
  const fact = TEMPLATE_FACTS[path.slice(dot + 1)];
  return fact === undefined ? cleanLine(path) : `${cleanLine(path.slice(0, dot))} ${fact}`;
}

const YES_NO: Readonly<Record<string, string>> = { true: '开', false: '关' };
const plain = (value = ''): string => cleanText(value);
const statusWord = (value = ''): string => STATUS_MARKS[value as keyof typeof STATUS_MARKS]?.word ?? plain(value);
const paperlessWord = (value = ''): string => STATUS_WORDS[value as keyof typeof STATUS_WORDS] ?? plain(value);
