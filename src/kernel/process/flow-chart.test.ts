import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Process } from './define.ts';
import { flowChart } from './flow-chart.ts';
import { flowChartCss } from './flow-chart-style.ts';
import { flowSteps } from './flow-steps.ts';
import { sampleProcess, sampleRoles } from './samples.ts';
import { escapeXml } from './xml.ts';

const sample: Process = sampleProcess;
const svg = flowChart(sample, { roles: sampleRoles });
const words = (chart: string): string =>
  [...chart.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join('');

const shuffled = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).reverse());
const reordered: Process = {
  ...sample,
  states: shuffled(sample.states),
  actions: shuffled(sample.actions),
  clocks: shuffled(sample.clocks),
};

describe('the chart', () => {
  test('names every state, act, limit and law, and who acts', () => {
    const text = words(svg);
    for (const { title } of Object.values(sample.states)) expect(text).toContain(title);
    for (const { title } of Object.values(sample.actions)) expect(text).toContain(title);
    for (const { title, law, limit } of Object.values(sample.clocks)) {
      expect(text).toContain(`${title}：${limit.n} 个工作日`);
      expect(text).toContain(law);
    }
    for (const role of Object.values(sampleRoles)) expect(text).toContain(role);
    for (const wording of ['须 2 人同意', '可延长 10 个工作日', '期间不计入：法定期限、承诺期限', '“受理期限”届满时']) {
      expect(text).toContain(wording);
    }
  });

  test('is a picture with a name and a description', () => {
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" class="flow" role="img" aria-labelledby="(\S+) (\S+)"/,
    );
    expect(svg).toContain('<title id="flow-sample-application-title">食品经营许可（新办）流程图</title>');
    expect(svg).toMatch(/<desc id="flow-sample-application-desc">从“填写申请”开始，共 11 个环节、15 个操作/);
  });

  test('has no script, no style attribute, no link, and is under 30 KB', () => {
    expect(svg).not.toMatch(/<script|<style|\sstyle=|\shref=|\son\w+=/);
    expect(svg.length).toBeLessThan(30_000);
  });

  test('every class it uses has a rule, and every rule a class', () => {
    const used = new Set([...svg.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => names?.split(' ') ?? []));
    const styled = new Set([...flowChartCss.matchAll(/\.(flow[\w-]*)/g)].map(([, name]) => name ?? ''));
    expect([...styled].filter((name) => !used.has(name))).toEqual([]);
    expect([...used].filter((name) => !styled.has(name))).toEqual(['flow-act', 'flow-badge']);
  });

  test('is the same for the same definition, also with its keys in another order or read back from JSON', () => {
    expect(flowChart(reordered, { roles: sampleRoles })).toBe(svg);
    expect(flowChart(JSON.parse(JSON.stringify(sample)), { roles: sampleRoles })).toBe(svg);
  });

  test('draws no piece of a line twice', () => {
    const legs = [...svg.matchAll(/<path class="flow-line[^"]*" d="([^"]+)" fill/g)].flatMap(([, d]) => {
      const points = [...(d ?? '').matchAll(/[ML](\S+) (\S+?)(?=L|$)/g)].map(([, x, y]) => `${x} ${y}`);
      return points.slice(1).map((to, i) => [points[i] ?? '', to].sort().join(' – '));
    });
    expect(legs.length).toBeGreaterThan(20);
    expect(new Set(legs).size).toBe(legs.length);
  });

  test('whatever people write into a definition stays text', () => {
    const titles = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(titles, titles, (state, role) => {
        const chart = flowChart({
          ...sample,
          title: state,
          states: { ...sample.states, accepted: { title: state, holder: { role } } },
        });
        const tags = [...chart.matchAll(/<(\/?)([a-z]+)/g)].map(([, , name]) => name ?? '');
        expect(new Set(tags)).toEqual(new Set(['svg', 'title', 'desc', 'rect', 'path', 'circle', 'g', 'text']));
        expect([...chart].every((character) => character >= ' ')).toBe(true);
      }),
      { numRuns: 25 },
    );
    expect(flowChart({ ...sample, title: '<script>"&' })).toContain('&lt;script&gt;&quot;&amp;流程图');
  });

  test('a state nobody holds before the first act is the start itself', () => {
    const chart = flowChart({ ...sample, states: { ...sample.states, draft: { title: '待提交' } } });
    expect(words(chart)).not.toContain('开始');
    expect(words(chart)).toContain('待提交');
  });

  test('the smallest process can be drawn', () => {
    const least: Process = {
      kind: 'least',
      title: '最小流程',
      initial: 'open',
      states: { open: { title: '待办', holder: { role: 'clerk' } }, done: { title: '办结', closed: true } },
      actions: { finish: { title: '办结', from: ['open'], to: 'done', by: ['clerk'] } },
      clocks: {},
    };
    expect(words(flowChart(least))).toContain('待办');
  });
});

describe('the steps in words', () => {
  const steps = flowSteps(sample, sampleRoles);

  test('follow the matter, endings last', () => {
    const titles = steps.map(({ title }) => title);
    expect(titles.slice(0, 2)).toEqual(['填写申请', '材料审核']);
    expect(titles.indexOf('材料审核')).toBeLessThan(titles.indexOf('审查'));
    expect(titles.indexOf('审查')).toBeLessThan(titles.indexOf('决定'));
    expect(steps.map(({ closed }) => closed)).toEqual([
      ...new Array<boolean>(7).fill(false),
      ...new Array<boolean>(4).fill(true),
    ]);
  });

  test('say everything the chart says', () => {
    const said = JSON.stringify(steps);
    for (const text of words(svg).match(/[\p{Script=Han}]{2,}/gu) ?? []) {
      if (!['开始', '由人办理', '条件成就时自动发生', '期限', '期间不计入'].includes(text))
        expect(escapeXml(said)).toContain(text.slice(0, 2));
    }
    const submitted = steps.find(({ state }) => state === 'submitted');
    expect(submitted?.holder).toBe('由窗口受理人员办理');
    expect(submitted?.clocks).toEqual([
      { text: '受理期限：5 个工作日', extension: null, law: '行政许可法 第三十二条第一款第四项' },
    ]);
    expect(submitted?.acts.map(({ title, who, to }) => `${title}/${who}/${to}`)).toContain(
      '视为受理/“受理期限”届满时/审查',
    );
    expect(steps.find(({ state }) => state === 'special')?.suspended).toEqual(['法定期限', '承诺期限']);
  });

  test('do not depend on the order of keys', () => expect(flowSteps(reordered, sampleRoles)).toEqual(steps));
});
