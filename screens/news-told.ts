import type { Terminal } from '../src/terminal/terminal.ts';
import type { NewsOf } from './contract/change.ts';

/** Tells of news beside the screen: the title counts all that came since somebody was here. */
export function newsTold(terminal: Pick<Terminal, 'tell' | 'seen'>) {
  let unseen = 0;
  return {
    tell({ count, inTitle, text }: NewsOf): void {
      unseen += count;
      terminal.tell({ ...(inTitle && { title: `(${unseen}) 报检台` }), ...(text !== undefined && { text }) });
    },
    seen(): void {
      unseen = 0;
      terminal.seen();
    },
  };
}
