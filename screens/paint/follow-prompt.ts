import type { Prompt, PromptText } from '../draw/prompt.ts';

/** A prompt as Ink shows it. Ink begins anew with each round, for nobody but itself can change what it edits. */
export interface Round extends Prompt {
  readonly round: number;
}

/** What the component sees of the prompt in front. */
export interface PromptSource {
  subscribe(listener: () => void): () => void;
  now(): Round | undefined;
  /** Ink shows this round and listens. */
  ready(round: number): void;
  /** What Ink's prompt holds now; `sound` unless its caret cannot be trusted any more. */
  edited(round: number, text: PromptText, sound: boolean): void;
}

export interface FollowOptions {
  readonly subscribe: PromptSource['subscribe'];
  readonly passTo: (target: 'ink' | 'program') => void;
  readonly type: (text: PromptText) => void;
}

/**
 * Decides who edits the prompt in front: Ink, while it holds exactly the text of the state; the program, before Ink is there
 * and from the moment that a key of the table has changed the text until Ink shows that.
 */
export function followPrompt({ subscribe, passTo, type }: FollowOptions): PromptSource & {
  /** To be told of each picture, before the components are. */
  show(prompt: Prompt | undefined): void;
} {
  let now: Round | undefined;
  let held: PromptText | undefined;
  let round = 0;

  return {
    subscribe,
    now: () => now,
    show(prompt) {
      if (prompt === undefined || prompt.text !== held?.text || prompt.caret !== held.caret) {
        if (prompt ?? now) passTo('program');
        held = prompt;
        round += 1;
      }
      now = prompt && { ...prompt, round };
    },
    ready(shown) {
      if (now && shown === round) passTo('ink');
    },
    edited(shown, text, sound) {
      if (shown !== round) return;
      held = sound ? text : undefined;
      type(text);
    },
  };
}
