import { Answer } from '../../workbench/kit/answer.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { readEntering, readResult, reviseResultCall } from '../wire.ts';
import { ResultForm } from './result-form.tsx';
import { words } from './text.ts';

/** A result that is still a draft, written anew; the text that tells it follows. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const found = useCall(readResult, { params: { id } });
  const send = useSend(reviseResultCall, ({ masked }) =>
    go(`/enforcement/results/${id}${masked > 0 ? `?masked=${masked}` : ''}`),
  );
  const entering = useCall(
    readEntering,
    { query: { agency: found.data?.agencyId } },
    { enabled: found.data !== undefined },
  );
  return (
    <div className="stack">
      <h1>{words.form.editTitle}</h1>
      <Answer of={found}>
        {({ result }) => (
          <Answer of={entering}>
            {(about) => (
              <ResultForm
                entering={about}
                result={result}
                fixedKind
                busy={send.isPending}
                submit={words.save}
                onSave={(written) => send.mutate({ params: { id }, body: { result: written } })}
              >
                {send.error && <Failed error={send.error} />}
              </ResultForm>
            )}
          </Answer>
        )}
      </Answer>
    </div>
  );
}
