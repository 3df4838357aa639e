import type { UserError } from '../../src/errors.ts';

/** What the message line says. */
export interface Message {
  readonly tone: 'quiet' | 'plain' | 'good' | 'warning' | 'error';
  readonly text: string;
}

export const info = (text: string): { readonly message: Message } => ({ message: { tone: 'plain', text } });
export const good = (text: string): { readonly message: Message } => ({ message: { tone: 'good', text } });
export const warn = (text: string): { readonly message: Message } => ({ message: { tone: 'warning', text } });

/** What went wrong, and what to do about it, a line each. */
export const linesOf = ({ message, next }: UserError): readonly string[] => [message, ...next.map(step => `→ ${step}`)];
