import { Box, Text, Transform, useInput } from 'ink';
import TextInput from 'ink-text-input';
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { graphemes } from '../../src/terminal/graphemes.ts';
import { exactly, line, slice, toAnsi } from '../draw/line.ts';
import type { PromptSource, Round } from './follow-prompt.ts';
import { unitsOf } from './units.ts';

/** The prompt in front, over the lines of the picture. */
export function Prompt({ prompts }: { prompts: PromptSource }) {
  const prompt = useSyncExternalStore(prompts.subscribe, prompts.now);
  if (!prompt) return null;
  return (
    <Box position="absolute" left={prompt.x} top={prompt.y} width={prompt.width} height={1}>
      <Editing key={prompt.round} prompt={prompt} prompts={prompts} />
    </Box>
  );
}

// Its own picture of a cursor: the real one stands there.
const STYLES = /\x1b\[\d+m/gu;

function Editing({ prompt, prompts }: { prompt: Round; prompts: PromptSource }) {
  const { round, width, hidden } = prompt;
  const [whole] = useState(() => unitsOf(prompt.text));
  // TextInput sets its caret behind what it is given first: so it gets what stands before the caret, and then all.
  const [units, setUnits] = useState(() => whole.units.slice(0, prompt.caret));
  const caret = useRef(prompt.caret);
  useLayoutEffect(() => setUnits(whole.units), [whole]);
  // The effects of TextInput have run before this one: it listens.
  useEffect(() => prompts.ready(round), [prompts, round]);

  function tell(now: string, sound: boolean): void {
    const text = whole.read(now);
    const before = graphemes(whole.read(now.slice(0, caret.current)));
    prompts.edited(round, { text, caret: before.length }, sound);
  }

  function change(next: string): void {
    caret.current += next.length - units.length;
    setUnits(next);
    tell(next, graphemes(whole.read(next)).length === next.length);
  }

  useInput((_input, key) => {
    if (!key.leftArrow && !key.rightArrow) return;
    const next = caret.current + (key.leftArrow ? -1 : 1);
    const inside = next >= 0 && next <= units.length;
    if (inside) caret.current = next;
    // At an end TextInput steps out of its text, and would then write one place further on.
    tell(units, inside);
  });

  const shown = (rendered: string): string => {
    const text = line(whole.read(rendered.replace(STYLES, '')), 'caretField');
    return toAnsi(exactly(slice(text, hidden, hidden + width), width, 'caretField'));
  };
  return (
    <Text wrap="truncate">
      <Transform transform={shown}>
        <TextInput value={units} onChange={change} />
      </Transform>
    </Text>
  );
}
