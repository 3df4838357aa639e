import type { Key } from './key.ts';

/** Who hears keys; those that were typed before anybody listened are kept for the first one. */
export interface KeptKeys {
  hear(key: Key): void;
  /** Returns what ends the subscription. */
  onKey(listener: (key: Key) => void): () => void;
  close(): void;
}

/** A program that nobody listens to yet must not pile up keys for ever. */
const MAX_KEPT = 4096;

export function keepKeys(): KeptKeys {
  const listeners = new Set<(key: Key) => void>();
  const kept: Key[] = [];
  return {
    hear(key) {
      if (listeners.size === 0 && kept.length < MAX_KEPT) kept.push(key);
      for (const listener of listeners) listener(key);
    },
    onKey(listener) {
      listeners.add(listener);
      for (const key of kept.splice(0)) listener(key);
      return () => listeners.delete(listener);
    },
    close: () => listeners.clear(),
  };
}
