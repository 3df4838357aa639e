import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsValue } from '../store/settings.ts';
import { SWITCHES, type Switches } from './switches.ts';

/**
 * The keyboard switch (S7) of a home that is not open yet: the terminal is asked before anything else is read, and where people have
 * switched it off it must not be asked at all. It reads one small file without waiting; opening the office tells what is wrong with it.
 */
export function keyboardAtStart(home: string): Switches['keyboard'] {
  const file = join(home, 'settings', `${SWITCHES.name}.json`);
  try {
    return SWITCHES.shape(settingsValue(JSON.parse(readFileSync(file, 'utf8')), file), file).keyboard;
  } catch {
    return SWITCHES.initial.keyboard;
  }
}
