import type { DeclarationRecord } from '../../src/declaration/record.ts';

export interface EntryPage {
  readonly kind: 'entry';
  readonly id: string;
  readonly record: DeclarationRecord;
}
