import { type EntryPage, stopsFor } from './state.ts';

/**
 * The page where another form of the message has other fields than the page before it had: the focus, and what undo leads back to, stay on their
 * fields where these are still there.
 */
export function onStopsOf(before: EntryPage, page: EntryPage): EntryPage {
  const [was, now] = [stopsFor(before), stopsFor(page)];
  if (was === now) return page;
  const moved = (stop: number): number =>
    Math.max(
      0,
      now.findIndex(({ id }) => id === was[stop]?.id),
    );
  const { undo, redo } = page.history;
  const step = <S extends { readonly stop: number }>(each: S): S => ({ ...each, stop: moved(each.stop) });
  return {
    ...page,
    history: { ...page.history, undo: undo.map(step), redo: redo.map(step) },
    focus: { ...page.focus, stop: moved(page.focus.stop) },
  };
}
