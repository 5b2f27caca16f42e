import { useMutation } from '@tanstack/react-query';
import { freezeFigure } from '../../workbench-api/contract.ts';
import { call } from '../call.ts';
import { Button } from '../kit/button.tsx';
import { legalTime } from '../kit/day.tsx';
import { Failed } from '../kit/notice.tsx';
import { usePermission } from '../use-session.ts';
import type { Period } from './period.ts';
import { figureText } from './text.ts';

const HASH_SHOWN = 16;

/** Keeps the figure as it stands now, for a report that must not move. */
export function Freeze({ id, period }: { readonly id: string; readonly period: Period }) {
  const freeze = useMutation({ mutationFn: () => call(freezeFigure, { params: { id }, body: period }) });
  const mayFreeze = usePermission('measures.freeze');
  if (!mayFreeze) return null;
  if (freeze.data) {
    return (
      <p className="soft" role="status">
        {figureText.frozen(legalTime(freeze.data.frozenAt), freeze.data.hash.slice(0, HASH_SHOWN))}
      </p>
    );
  }
  return (
    <div className="no-print">
      {freeze.error && <Failed error={freeze.error} />}
      <Button kind="quiet" busy={freeze.isPending} onClick={() => freeze.mutate()}>
        {figureText.freeze}
      </Button>
    </div>
  );
}
