import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestProgram, TestProgramOptions } from '../journeys/program.ts';
import { openStage } from '../journeys/stage.ts';
import { capture, type Frame, legend } from './capture.ts';

export type Stage = ReturnType<typeof openStage>;

/** Keys and actions, or whatever else leads from the scene before to this one. */
export type Steps = readonly string[] | ((program: TestProgram, stage: Stage) => Promise<unknown>);

export type Begin = (stage: Stage, options: TestProgramOptions) => Promise<TestProgram>;

const EMPTY: Begin = ({ start }, options) => start(options);

/** Scenes that one program goes through, one after the other. */
export interface Walk {
  /** The program at its beginning; a new one on an empty home unless told. */
  readonly begin?: Begin;
  readonly scenes: Readonly<Record<string, Steps>>;
  /** Whether Ink draws, which takes ten times as long; for scenes with a line of text that it edits. */
  readonly ink?: boolean;
  /** Sizes beside the usual ones. */
  readonly also?: readonly Size[];
}

type Size = readonly [columns: number, rows: number];

export const USUAL: Size = [80, 24];
const SIZES: readonly Size[] = [USUAL, [60, 16], [120, 40], [200, 60]];

const FRAMES = join(import.meta.dirname, '../../fixtures/screens');

/** Plays the walks and holds each scene, at each size, to its file in the folder of that name below fixtures/screens. */
export function gallery(folder: string, walks: readonly Walk[]): void {
  const stage = openStage({ seed: 1 });
  const names = walks.flatMap(({ scenes }) => Object.keys(scenes));

  describe(folder, () => {
    for (const { begin = EMPTY, scenes, ink = false, also = [] } of walks) {
      it(Object.keys(scenes).join(', '), async () => {
        const program = await begin(stage, { columns: USUAL[0], rows: USUAL[1], ink, seed: 1 });
        for (const [name, steps] of Object.entries(scenes)) {
          if (typeof steps === 'function') await steps(program, stage);
          else await program.press(...steps);
          await exhibit(program, `${folder}/${name}`, [...SIZES, ...also]);
        }
      });
    }

    leavesNoFileOver(folder, names);
  });
}

/** A test that each file in a folder of fixtures/screens is that of one scene. */
export function leavesNoFileOver(folder: string, names: readonly string[]): void {
  it('leaves no file over that no scene has', () => {
    const files = existsSync(join(FRAMES, folder)) ? readdirSync(join(FRAMES, folder)) : [];
    expect(files.filter(file => !names.includes(basename(file, '.txt')))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
}

/** What can be looked at. */
type Shown = Pick<TestProgram, 'screen' | 'resize'>;

/** Holds what is shown, at each size, to a file below fixtures/screens, and leaves it at the first size. */
export async function exhibit(shown: Shown, file: string, sizes: readonly Size[] = SIZES): Promise<void> {
  const frames: Frame[] = [];
  for (const [columns, rows] of sizes) {
    const { cols, rows: now } = await shown.screen();
    if (cols !== columns || now !== rows) await shown.resize(columns, rows);
    frames.push(capture(await shown.screen()));
  }
  await shown.resize(...USUAL);
  const looks = new Set(frames.flatMap(({ looks }) => [...looks]));
  const text = `${[...frames.map(({ text }) => text), legend(looks)].join('\n\n')}\n`;
  await expect.soft(text).toMatchFileSnapshot(join(FRAMES, `${file}.txt`));
}
