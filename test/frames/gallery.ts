import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestProgram, TestProgramOptions } from '../journeys/program.ts';
import { openStage } from '../journeys/stage.ts';
import { capture, legend } from './capture.ts';

export type Stage = ReturnType<typeof openStage>;

/** Keys and actions, or whatever else leads from the scene before to this one. */
export type Steps = readonly string[] | ((program: TestProgram, stage: Stage) => Promise<unknown>);

/** Scenes that one program goes through, one after the other. */
export interface Walk {
  /** The program at its beginning; a new one on an empty home unless told. */
  readonly begin?: (stage: Stage, options: TestProgramOptions) => Promise<TestProgram>;
  readonly scenes: Readonly<Record<string, Steps>>;
  /** Whether Ink draws, which takes ten times as long; for scenes with a line of text that it edits. */
  readonly ink?: boolean;
  /** Sizes beside the usual ones. */
  readonly also?: readonly Size[];
}

type Size = readonly [columns: number, rows: number];

const USUAL: Size = [80, 24];
const SIZES: readonly Size[] = [USUAL, [60, 16], [120, 40], [200, 60]];

const FRAMES = join(import.meta.dirname, '../../fixtures/screens');

/** Plays the walks and holds each scene, at each size, to its file in the folder of that name below fixtures/screens. */
export function gallery(folder: string, walks: readonly Walk[]): void {
  const stage = openStage({ seed: 1 });
  const names = walks.flatMap(({ scenes }) => Object.keys(scenes));

  describe(folder, () => {
    it.each(walks.map(walk => ({ walk, title: Object.keys(walk.scenes).join(', ') })))('$title', async ({ walk }) => {
      const { begin = ({ start }, options) => start(options), scenes, ink = false, also = [] } = walk;
      const program = await begin(stage, { columns: USUAL[0], rows: USUAL[1], ink });
      for (const [name, steps] of Object.entries(scenes)) {
        if (typeof steps === 'function') await steps(program, stage);
        else await program.press(...steps);
        const text = await framesOf(program, [...SIZES, ...also]);
        await expect.soft(text).toMatchFileSnapshot(join(FRAMES, folder, `${name}.txt`));
      }
    });

    it('leaves no file over that no scene has', () => {
      const files = existsSync(join(FRAMES, folder)) ? readdirSync(join(FRAMES, folder)) : [];
      expect(files.filter(file => !names.includes(basename(file, '.txt')))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
    });
  });
}

async function framesOf(program: TestProgram, sizes: readonly Size[]): Promise<string> {
  const frames = [];
  for (const [columns, rows] of sizes) {
    const { size } = program.state();
    if (size.columns !== columns || size.rows !== rows) await program.resize(columns, rows);
    frames.push(capture(await program.screen()));
  }
  await program.resize(...USUAL);
  const looks = new Set(frames.flatMap(({ looks }) => [...looks]));
  return `${[...frames.map(({ text }) => text), legend(looks)].join('\n\n')}\n`;
}
