/*
 * A line of a journal that is much like the one before it holds only what changed: keys that are typed into a long text would each write all
 * of it otherwise. `{"~":[from the front, from the back, what stands between]}`, in UTF-16 units of the JSON of the line before.
 */

const MARK = '~';
/** Units that have to be saved before a line is worth being told by another. */
const WORTH = 200;

/** The line as it is written: whole, or as a change of the one before. */
function encodeDelta(text: string, before: string | undefined): string {
  if (before === undefined) return text;
  const most = Math.min(text.length, before.length);
  let front = 0;
  while (front < most && text.charCodeAt(front) === before.charCodeAt(front)) front += 1;
  let back = 0;
  while (back < most - front && text.charCodeAt(text.length - 1 - back) === before.charCodeAt(before.length - 1 - back))
    back += 1;
  if (front + back < WORTH) return text;
  return JSON.stringify({ [MARK]: [front, back, text.slice(front, text.length - back)] });
}

/** Lines that follow one another, each a change of the one before where that is shorter. */
export function encodeDeltas(texts: readonly string[], before: string | undefined): readonly string[] {
  return texts.map((text, at) => encodeDelta(text, at === 0 ? before : texts[at - 1]));
}

/** The whole JSON of a line that was read; undefined when it is a change of a line that is not there. */
export function decodeDelta(text: string, json: unknown, before: string | undefined): string | undefined {
  const delta = typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[MARK] : undefined;
  if (!Array.isArray(delta)) return text;
  const [front, back, between] = delta as unknown[];
  if (before === undefined || typeof front !== 'number' || typeof back !== 'number' || typeof between !== 'string')
    return undefined;
  if (front < 0 || back < 0 || front + back > before.length) return undefined;
  return before.slice(0, front) + between + before.slice(before.length - back);
}
