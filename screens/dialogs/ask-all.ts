import type { Reply, Tools } from '../contract/change.ts';
import { replyToApp } from '../contract/reply.ts';
import { askText, type NamingDialog } from './naming.ts';

interface Asked {
  readonly label: string;
  readonly notes?: readonly string[];
  readonly secret?: true;
}

/** Asks for one text after the other; `done` gets them all, and what it finds wrong is said where the last one was asked for. */
export function askAll(
  title: string,
  [first, ...rest]: readonly [Asked, ...Asked[]],
  done: (texts: readonly string[], tools: Tools) => Promise<Reply>,
  before: readonly string[] = [],
): NamingDialog {
  const { label, notes = [], secret = false } = first;
  return askText({ title, label, notes, secret }, async (text, tools) => {
    const texts = [...before, text];
    const [next, ...others] = rest;
    if (!next) return await done(texts, tools);
    return replyToApp(() => ({ open: askAll(title, [next, ...others], done, texts) }));
  });
}
