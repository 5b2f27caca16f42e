import { useEffect, useRef } from 'react';

const CHORD_MS = 1_200;
const SWITCH = 'mingtang.single-keys';

/** Single keys can be switched off: speech input and tremor would set them off by accident (WCAG 2.1.4). */
export const singleKeysAreOn = (): boolean => localStorage.getItem(SWITCH) !== 'off';
export const switchSingleKeys = (on: boolean): void =>
  on ? localStorage.removeItem(SWITCH) : localStorage.setItem(SWITCH, 'off');

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * The shortcut a key completes, given the key pressed just before: `g i`, `j`, `?`; null when it is none of `known`.
 */
export function shortcutOf(known: readonly string[], before: string | null, pressed: Pressed): string | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const chord = before === null ? null : `${before} ${pressed.key}`;
  if (chord !== null && known.includes(chord)) return chord;
  return known.includes(pressed.key) ? pressed.key : null;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName));

/** Calls the function of a shortcut while nobody is typing and no dialog is open. */
export function useKeys(shortcuts: Readonly<Record<string, () => void>>): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    let before: { readonly key: string; readonly at: number } | null = null;
    const onKey = (event: KeyboardEvent): void => {
      if (
        event.defaultPrevented ||
        isTyping(event.target) ||
        !singleKeysAreOn() ||
        document.querySelector('dialog[open]')
      )
        return;
      const led = before && event.timeStamp - before.at < CHORD_MS ? before.key : null;
      const found = shortcutOf(Object.keys(latest.current), led, event);
      before = { key: event.key, at: event.timeStamp };
      if (found === null) return;
      event.preventDefault();
      latest.current[found]?.();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
