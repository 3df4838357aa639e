import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptKeyboard } from '../local/keyboard-switch.ts';
import { settingsValue } from '../store/settings.ts';
import { SWITCHES, type Switches } from './switches.ts';

const KEYBOARDS: readonly Switches['keyboard'][] = ['auto', 'on', 'off'];

/**
 * The keyboard switch (S7) of a home that is not open yet: the terminal is asked before anything else is read, and where people have
 * switched it off it must not be asked at all. It reads one small file without waiting; opening the office tells what is wrong with it. Of an office in
 * a database it is what this machine has heard last.
 */
export function keyboardAtStart(home: string, isDatabase = false): Switches['keyboard'] {
  if (isDatabase) return KEYBOARDS.find(word => word === keptKeyboard(home)) ?? SWITCHES.initial.keyboard;
  const file = join(home, 'settings', `${SWITCHES.name}.json`);
  try {
    return SWITCHES.shape(settingsValue(JSON.parse(readFileSync(file, 'utf8')), file), file).keyboard;
  } catch {
    return SWITCHES.initial.keyboard;
  }
}
