import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { compilationPaper, listCompilations } from '../wire.ts';
import { words } from './text.ts';

const { compilations: text } = words;
const hrefOf = (key: string, volume: number): string => urlOf(compilationPaper, { params: { key }, query: { volume } });

/** Whole special columns as booklets, nothing chosen and nothing left out. */
export function Compilations() {
  const found = useCall(listCompilations, {});
  return (
    <Panel title={text.title}>
      <div className="stack tight">
        <p className="soft">{text.intro}</p>
        <Answer of={found}>
          {({ rows }) => {
            const filled = rows.filter(({ count }) => count > 0);
            return filled.length === 0 ? (
              <Empty>{text.empty}</Empty>
            ) : (
              <Table
                caption={text.title}
                rows={filled}
                keyOf={({ key }) => key}
                columns={[
                  { title: text.column, cell: ({ title }) => title },
                  { title: text.count, cell: ({ count }) => count, right: true },
                  {
                    title: text.download,
                    cell: ({ key, title, volumes }) => (
                      <span className="row">
                        {Array.from({ length: volumes }, (_, at) => (
                          <a key={hrefOf(key, at + 1)} href={hrefOf(key, at + 1)} download>
                            {text.volume(title, at + 1, volumes)}
                          </a>
                        ))}
                      </span>
                    ),
                  },
                ]}
              />
            );
          }}
        </Answer>
      </div>
    </Panel>
  );
}
