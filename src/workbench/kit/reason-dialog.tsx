import { type ReactNode, useState } from 'react';
import { text } from '../text.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { AreaField } from './field.tsx';
import { Failed } from './notice.tsx';

type Props = {
  readonly title: string;
  readonly hint?: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
  /** Shown instead of the question once it has been answered. */
  readonly children?: ReactNode;
};

/** An act that has to be accounted for: why, and then it is done. */
export function ReasonDialog({ title, hint, busy, error, onSend, onClose, children }: Props) {
  const [reason, setReason] = useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      {children ?? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) onSend(reason);
          }}
        >
          {error ? <Failed error={error} /> : null}
          <AreaField label={text.reason} value={reason} onChange={setReason} maxLength={200} rows={2} hint={hint} />
          <div className="row">
            <Button kind="main" type="submit" busy={busy}>
              {title}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
