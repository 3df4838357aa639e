import { createHash, randomBytes } from 'node:crypto';

/** That somebody has logged in for batch commands. The token itself is only with them. */
export interface Session {
  /** SHA-256 of the token, in hex. */
  readonly sum: string;
  /** Id of the member. */
  readonly member: string;
  /** ISO times. */
  readonly created: string;
  readonly until: string;
}

export const newToken = (): string => randomBytes(32).toString('base64url');

export const sumOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const isOver = ({ until }: Session, now: number): boolean => !(Date.parse(until) > now);
