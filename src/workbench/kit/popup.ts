import { type RefObject, useEffect, useRef, useState } from 'react';

type Popup<T> = {
  readonly ref: RefObject<T | null>;
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
};

/** Something small that opens over the page and closes by Escape, or when the focus or a click goes elsewhere. */
export function usePopup<T extends HTMLElement>(): Popup<T> {
  const ref = useRef<T>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return undefined;
    const onLeave = (event: Event): void => {
      if (!(event.target instanceof Node && ref.current?.contains(event.target))) setOpen(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setOpen(false);
    };
    document.addEventListener('focusin', onLeave);
    document.addEventListener('pointerdown', onLeave);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('focusin', onLeave);
      document.removeEventListener('pointerdown', onLeave);
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);
  return { ref, open, setOpen };
}
