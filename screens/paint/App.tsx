import { Box, Text } from 'ink';
import { lazy, memo, Suspense, useLayoutEffect, useSyncExternalStore } from 'react';
import type { Point } from '../../src/terminal/moves.ts';
import type { PromptSource } from './follow-prompt.ts';

/** What the components subscribe to: each line its own text, so that a key repaints the lines that it changed. */
export interface ScreenSource {
  subscribe(listener: () => void): () => void;
  rows(): number;
  line(row: number): string;
  cursor(): Point | undefined;
}

/** A line; it renders only when it is another text. */
export const Row = memo(function Row({ source, row }: { source: ScreenSource; row: number }) {
  const text = useSyncExternalStore(source.subscribe, () => source.line(row));
  // Ink gives a line without text no height.
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});

function Cursor({ source, place }: { source: ScreenSource; place: (point: Point | undefined) => void }) {
  const cursor = useSyncExternalStore(source.subscribe, source.cursor);
  useLayoutEffect(() => place(cursor), [cursor, place]);
  return null;
}

// Most pictures have no prompt: its code is read when the first one has.
const Prompt = lazy(async () => ({ default: (await import('./Prompt.tsx')).Prompt }));

function PromptPlace({ prompts }: { prompts: PromptSource }) {
  const open = useSyncExternalStore(prompts.subscribe, () => prompts.now() !== undefined);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <Prompt prompts={prompts} />
    </Suspense>
  );
}

export interface AppProps {
  readonly source: ScreenSource;
  readonly setCursor: (point: Point | undefined) => void;
  /** For pictures that have a prompt. */
  readonly prompts?: PromptSource;
}

/** The screen: one Text a row, the prompt over them, and the real cursor where the text goes. */
export function App({ source, setCursor, prompts }: AppProps) {
  const rows = useSyncExternalStore(source.subscribe, source.rows);
  return (
    <Box flexDirection="column">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its number
        <Row key={row} source={source} row={row} />
      ))}
      {prompts && <PromptPlace prompts={prompts} />}
      <Cursor source={source} place={setCursor} />
    </Box>
  );
}
