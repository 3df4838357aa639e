import type { Change } from '../../contract/change.ts';
import type { HomePage } from './state.ts';

/** A line of the page that leads somewhere. */
export interface Item {
  /** The same for the same thing, wherever it stands. */
  readonly key: string;
  readonly section: 'first' | 'waiting' | 'pages' | 'bureau' | 'tables' | 'receipts';
  readonly tone: 'plain' | 'good' | 'warning' | 'error';
  /** What it is about, and what there is to say. */
  readonly head: string;
  readonly text: string;
  readonly open: () => Change<HomePage>;
}
