import { At } from '../../workbench/kit/day.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import type { CaseView } from '../contract.ts';
import { fileUrl } from './endpoints.ts';
import { words } from './text.ts';

/** The documents of the case: what was handed to the applicant in writing. */
export const Documents = ({ view }: { readonly view: CaseView }) => (
  <Panel title={words.documents.title}>
    {view.documents.length === 0 ? (
      <p className="soft">{words.documents.none}</p>
    ) : (
      <ul className="stack tight">
        {view.documents.map((document) => (
          <li key={document.id} className="row apart">
            <span>
              {document.fileId === null ? (
                document.title
              ) : (
                <a href={fileUrl(view.id, document.fileId)} target="_blank" rel="noreferrer">
                  {document.title}
                </a>
              )}{' '}
              <span className="soft">{document.number}</span>{' '}
              {document.revokedAt !== null && <span className="tag wrong">{words.documents.revoked}</span>}
            </span>
            <span className="soft">
              <At at={document.issuedAt} />
              {document.code && ` · ${words.documents.code} ${document.code}`}
            </span>
          </li>
        ))}
      </ul>
    )}
  </Panel>
);
