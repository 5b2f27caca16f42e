import { type ReactNode, useEffect, useId, useRef } from 'react';
import { text } from '../text.ts';
import { Button } from './button.tsx';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** It cannot be left without answering. */
  readonly firm?: boolean;
};

/** A window over the page; the browser keeps the focus in it and gives it back. */
export function Dialog({ title, onClose, children, wide = false, firm = false }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!firm) onClose();
      }}
    >
      <div className="stack">
        <header className="row apart">
          <h2 id={id}>{title}</h2>
          {!firm && (
            <Button kind="quiet" onClick={onClose}>
              {text.close}
            </Button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}
