import { Box, Text } from 'ink';
import { memo, useLayoutEffect, useSyncExternalStore } from 'react';
import type { Point } from '../src/terminal/moves.ts';

/** What the components subscribe to: each line its own text, so that a key repaints the lines that it changed. */
export interface ScreenSource {
  subscribe(listener: () => void): () => void;
  rows(): number;
  line(row: number): string;
  cursor(): Point | undefined;
}

const Row = memo(function Row({ source, row }: { source: ScreenSource; row: number }) {
  const text = useSyncExternalStore(source.subscribe, () => source.line(row));
  // Ink gives a line without text no height.
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});

function Cursor({ source, place }: { source: ScreenSource; place: (point: Point | undefined) => void }) {
  const cursor = useSyncExternalStore(source.subscribe, source.cursor);
  useLayoutEffect(() => place(cursor), [cursor, place]);
  return null;
}

/** The screen: one Text a row, and the real cursor where the text goes. */
export function App({ source, setCursor }: { source: ScreenSource; setCursor: (point: Point | undefined) => void }) {
  const rows = useSyncExternalStore(source.subscribe, source.rows);
  return (
    <Box flexDirection="column">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its number
        <Row key={row} source={source} row={row} />
      ))}
      <Cursor source={source} place={setCursor} />
    </Box>
  );
}
