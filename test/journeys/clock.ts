import { MANUAL_DAY, type TestProgram } from './program.ts';

/** A clock that goes when the test says so. */
export interface TestClock {
  readonly now: () => number;
  /** So many seconds pass for a program, which looks at the clock as often as it does while people use it. */
  pass(program: TestProgram, seconds: number): Promise<void>;
  /** The clock of the machine is put right: forwards, or backwards. */
  jump(seconds: number): void;
}

/** Looks at the clock in a second. */
const LOOKS = 5;

export function testClock(): TestClock {
  let time = MANUAL_DAY;
  return {
    now: () => time,
    async pass(program, seconds) {
      for (let look = 0; look < seconds * LOOKS; look += 1) {
        time += 1000 / LOOKS;
        program.program.tick();
      }
      await program.program.idle();
    },
    jump(seconds) {
      time += seconds * 1000;
    },
  };
}
