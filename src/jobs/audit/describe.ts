import { isDeepStrictEqual } from 'node:util';
import type { Declaration } from '../../catalogue/document.ts';
import { changesOf } from '../../declaration/changes.ts';
import type { DeclarationRecord, Review } from '../../declaration/record.ts';
import { REVIEW_WORDS } from '../../declaration/review.ts';
import { openTask } from '../../declaration/task.ts';
import type { AuditChange, AuditEntry } from '../../store/audit-line.ts';
import type { PaperlessFolder } from '../../store/paperless-folder.ts';
import { withoutAccount } from '../../transport/address.ts';
import { IN_TEMPLATE, RECORD_FACTS } from './words.ts';

type Held = DeclarationRecord | undefined;

/** What the audit says of a declaration that became another; undefined stands for one that is not there. */
export function describeRecord(before: Held, after: Held): AuditEntry {
  return { what: whatOf(before, after), changes: [...factsOf(before, after), ...documentOf(before, after)] };
}

// One that is taken away lies whole in the trash.
const documentOf = (before: Held, after: Held): readonly AuditChange[] =>
  after === undefined ? [] : changesOf(before?.document, after.document);

function whatOf(before: Held, after: Held): string {
  if (after === undefined) return 'removed';
  if (before === undefined) return 'created';
  if (before.removed && !after.removed) return 'restored';
  if (after.sending > before.sending) return 'sent';
  if (after.receipts.length > before.receipts.length) return 'receipt';
  if (after.status === 'withdrawn' && before.status !== 'withdrawn') return 'withdrawn';
  if (before.status === 'withdrawn' && after.status !== 'withdrawn') return 'shown-again';
  if (after.paperless !== before.paperless || after.paperlessId !== before.paperlessId) return 'paperless-sent';
  if (before.status === 'sent' && after.status === 'saved') return 'taken-back';
  if (after.printedAt !== before.printedAt) return 'printed';
  if (!isDeepStrictEqual(after.wanted, before.wanted)) return after.wanted ? 'wanted' : 'given';
  if (after.review && !isDeepStrictEqual(after.review, before.review)) return REVIEWED[after.review.state];
  if (!isDeepStrictEqual(after.task, before.task)) return after.task?.done ? 'task-done' : 'assigned';
  if (before.noticesOwed && after.noticesOwed?.length !== before.noticesOwed.length) return 'notice';
  return after.status === 'saved' ? 'saved' : after.status === 'draft' ? 'kept' : 'changed';
}

function factsOf(before: Held, after: Held): readonly AuditChange[] {
  return Object.keys(RECORD_FACTS).flatMap(name => {
    const [was, is] = [before, after].map(held => factOf(held, name as keyof typeof RECORD_FACTS));
    return was === is ? [] : [{ path: `@${name}`, ...(was && { before: was }), ...(is && { after: is }) }];
  });
}

function factOf(held: Held, name: keyof typeof RECORD_FACTS): string | undefined {
  if (name === 'review') return held?.review && reviewFact(held.review);
  if (name !== 'task') return textOf(held?.[name]);
  const task = openTask(held?.task);
  return task && [task.for, task.word, task.by].filter(Boolean).join(' ');
}

const reviewFact = ({ state, by, decided }: Review): string =>
  [REVIEW_WORDS[state], decided?.by ?? by, decided?.note].filter(Boolean).join(' ');

const REVIEWED = { asked: 'review-asked', approved: 'approved', refused: 'refused' } as const;

/** Documents that only keep how somebody likes a page, or what is being typed. */
const PASSED_OVER: readonly string[] = ['list-views', 'print-template-drafts'];

const WHAT: Readonly<Record<string, string>> = {
  templates: 'template',
  'print-templates': 'print-template',
  parties: 'party',
  articles: 'article',
  aliases: 'codes',
  'code-rows': 'codes',
};

/** What the audit says of a document of the settings; undefined where nothing is to be said. */
export function describeDocument(name: string, before: unknown, after: unknown): AuditEntry | undefined {
  if (before === after || PASSED_OVER.includes(name)) return undefined;
  const changes = name === 'templates' ? ofTemplates(before, after) : differences('', before, after);
  return changes.length === 0 ? undefined : { what: WHAT[name] ?? 'setting', about: name, changes };
}

/** What the audit says of the paperless documents of a declaration. */
export function describePaperless(before: PaperlessFolder, after: PaperlessFolder): AuditEntry | undefined {
  const shown = ({ remark, way, documents }: PaperlessFolder) => ({
    remark,
    way,
    documents: documents.map(({ id, files, ...document }) => ({
      ...document,
      number: document.number === '' ? String(id) : document.number,
      files: files.map(({ name }) => name),
    })),
  });
  const changes = differences('', shown(before), shown(after));
  return changes.length === 0 ? undefined : { what: 'paperless', changes };
}

interface Named {
  readonly name: string;
  readonly document: Declaration;
}

/** Contents of templates are told by the paths of declarations, which have labels. */
function ofTemplates(before: unknown, after: unknown): readonly AuditChange[] {
  const byName = (held: unknown) => new Map((held as readonly Named[]).map(each => [each.name, each]));
  const [from, to] = [byName(before), byName(after)];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap(name => {
    const [was, is] = [from.get(name), to.get(name)];
    if (was === is) return [];
    // That of the template says it.
    const contents = changesOf(was?.document, is?.document).filter(({ path }) => path !== 'direction');
    return [
      ...differences(name, besides(was), besides(is)),
      ...contents.map(change => ({ ...change, path: `${name}${IN_TEMPLATE}${change.path}` })),
    ];
  });
}

const besides = (template: Named | undefined) => template && { ...template, document: undefined };

/** What differs between two values of JSON, down to single values. */
function differences(path: string, before: unknown, after: unknown): readonly AuditChange[] {
  if (before === after) return [];
  const [from, to] = [entriesOf(before), entriesOf(after)];
  if (from === undefined && to === undefined) {
    const [was, is] = [textOf(before), textOf(after)];
    return was === is ? [] : [{ path, ...(was && { before: was }), ...(is && { after: is }) }];
  }
  const names = new Set([...(from?.keys() ?? []), ...(to?.keys() ?? [])]);
  return [...names].flatMap(name => {
    const [was, is] = [from?.get(name), to?.get(name)];
    if (was === is || JSON.stringify(was) === JSON.stringify(is)) return [];
    return differences(path === '' ? name : `${path}.${name}`, was, is);
  });
}

/** What is below a value, by name: rows of a list by what tells them apart, since their numbers change when one comes before them. */
function entriesOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  if (value.every(item => typeof item !== 'object')) return undefined;
  const entries = new Map<string, unknown>();
  for (const [at, item] of value.entries()) {
    const name = nameOf(item) ?? String(at + 1);
    entries.set(entries.has(name) ? `${name} ${at + 1}` : name, item);
  }
  return entries;
}

function nameOf(item: unknown): string | undefined {
  const { table, word, number, code, name } = (item ?? {}) as Readonly<Record<string, unknown>>;
  const found = [table, word ?? number ?? code ?? name].filter(text => typeof text === 'string' && text !== '');
  return found.length === 0 ? undefined : found.join(' ');
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.join('、');
  // An address may hold a name and a password.
  return withoutAccount(String(value));
}
