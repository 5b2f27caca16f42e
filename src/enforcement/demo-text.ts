import type { Benchmark, Power, Subject } from './contract.ts';

type Own<T> = Omit<T, 'agency'>;

const remedy = '自收到决定书之日起六十日内申请行政复议，或者六个月内提起行政诉讼';

/** What the demo city enters of its organs of enforcement. All of it is invented. */
export const demoText = {
  source: '演示数据',
  subjects: {
    '590900-SC': {
      nature: 'statutory',
      entrustedBy: '',
      scope: '市场主体登记、食品药品、特种设备、产品质量、价格、广告、知识产权等市场监督管理执法',
      basis: '食品安全法、产品质量法、广告法、行政处罚法等',
      procedure: '立案、调查取证、法制审核、告知权利、作出决定、送达执行；重大执法决定未经法制审核不得作出。',
      remedy,
      complaintPhone: '12315',
    },
    '590900-CG': {
      nature: 'statutory',
      entrustedBy: '',
      scope: '市容环境卫生、市政公用、园林绿化和集中行使的城市管理行政处罚权',
      basis: '城市市容和环境卫生管理条例、行政处罚法等',
      procedure: '立案、调查取证、法制审核、告知权利、作出决定、送达执行。',
      remedy,
      complaintPhone: '12319',
    },
  } satisfies Readonly<Record<string, Own<Subject>>>,
  officer: { field: '市场监督管理', cityField: '城市管理', issuer: '明堂市人民政府' },
  powers: {
    '590900-SC': {
      'CF-001': {
        kind: 'penalty',
        name: '对经营超过保质期食品的处罚',
        basis: '食品安全法 第一百二十四条第一款',
        department: '综合执法支队',
      },
      'CF-002': {
        kind: 'penalty',
        name: '对发布虚假广告的处罚',
        basis: '广告法 第五十五条',
        department: '综合执法支队',
      },
      'XK-001': {
        kind: 'licence',
        name: '食品经营许可',
        basis: '食品安全法 第三十五条',
        department: '行政审批科',
      },
      'QZ-001': {
        kind: 'compulsion',
        name: '查封、扣押违法生产经营的食品和工具设备',
        basis: '食品安全法 第一百一十条',
        department: '综合执法支队',
      },
      'JC-001': {
        kind: 'inspection',
        name: '食品生产经营监督检查',
        basis: '食品安全法 第一百一十条',
        department: '食品经营科',
      },
    },
    '590900-CG': {
      'CF-001': {
        kind: 'penalty',
        name: '对擅自占用道路堆放物料的处罚',
        basis: '城市市容和环境卫生管理条例 第三十六条',
        department: '城管执法支队',
      },
    },
  } satisfies Readonly<Record<string, Readonly<Record<string, Own<Power>>>>>,
  benchmarks: {
    '590900-SC': {
      'JZ-001': {
        name: '经营超过保质期食品行政处罚裁量基准',
        basis: '食品安全法 第一百二十四条第一款',
        document: '明堂市市场监督管理行政处罚裁量基准（2026年版）',
        steps: [
          { circumstance: '货值不足一百元，首次发现，及时下架并消除危害', measure: '依法减轻或者不予处罚，责令改正' },
          { circumstance: '货值不足一万元，没有造成危害后果', measure: '没收食品，处五万元以上六万五千元以下罚款' },
          {
            circumstance: '货值不足一万元，两次以上违法或者造成危害后果',
            measure: '没收食品，处八万五千元以上十万元以下罚款',
          },
        ],
      },
      'JZ-002': {
        name: '发布虚假广告行政处罚裁量基准',
        basis: '广告法 第五十五条',
        document: '明堂市市场监督管理行政处罚裁量基准（2026年版）',
        steps: [
          { circumstance: '首次违法、主动停止发布、影响轻微', measure: '责令停止发布，处广告费用三倍罚款' },
          { circumstance: '两年内有三次以上违法行为', measure: '处广告费用五倍以上十倍以下罚款' },
        ],
      },
    },
  } satisfies Readonly<Record<string, Readonly<Record<string, Own<Benchmark>>>>>,
  results: [
    {
      kind: 'penalty',
      documentNumber: '明市监处罚〔2026〕101号',
      subject: '经营超过保质期的食品案',
      partyKind: 'organisation',
      party: '明堂市金盘百货有限公司',
      partyCode: '91440000MA0000007P',
      facts: '当事人货架上有超过保质期的糕点二十盒，货值三百六十元，未售出。',
      basis: '食品安全法 第一百二十四条第一款第五项',
      content: '没收超过保质期的糕点二十盒；罚款五万元。',
      penalties: ['fine', 'confiscation'],
      fineFen: 5_000_000,
      confiscatedFen: 0,
    },
    {
      kind: 'penalty',
      documentNumber: '明市监处罚〔2026〕102号',
      subject: '未取得许可从事食品经营案',
      partyKind: 'person',
      party: '陶某然',
      facts: '当事人未取得食品经营许可，在市场内销售自制熟食。',
      basis: '食品安全法 第一百二十二条第一款',
      content: '没收违法所得三百元；罚款五千元。',
      penalties: ['fine', 'confiscation'],
      fineFen: 500_000,
      confiscatedFen: 30_000,
    },
    {
      kind: 'licence',
      documentNumber: '明市监许准〔2026〕215号',
      subject: '食品经营许可',
      partyKind: 'business',
      party: '明德区辟雍巷小吃店',
      basis: '食品安全法 第三十五条',
      content: '准予食品经营许可，经营项目：热食类食品制售。',
    },
    {
      kind: 'inspection',
      documentNumber: '明市监检〔2026〕31号',
      subject: '学校食堂食品安全专项检查',
      partyKind: 'organisation',
      party: '明堂市第一中学食堂',
      partyCode: '91440000MA0000007P',
      facts: '现场检查原料采购、留样、餐具消毒和从业人员健康证明。',
      basis: '食品安全法 第一百一十条',
      content: '检查合格；责令三日内补正一处留样记录。',
    },
    {
      kind: 'penalty',
      documentNumber: '明市监处罚〔2026〕103号',
      subject: '发布虚假广告案',
      partyKind: 'organisation',
      party: '明堂市澄怀健康咨询有限公司',
      partyCode: '91440000MA0000007P',
      facts: '当事人在门店张贴海报，宣称普通食品有治疗作用。',
      basis: '广告法 第五十五条第一款',
      content: '责令停止发布，罚款三万元。',
      penalties: ['fine'],
      fineFen: 3_000_000,
      confiscatedFen: 0,
    },
    {
      kind: 'penalty',
      documentNumber: '明市监处罚〔2026〕104号',
      subject: '未明码标价案',
      partyKind: 'business',
      party: '明德区弦歌水果店',
      facts: '当事人销售水果未标明价格，经责令改正后仍未改正。',
      basis: '价格法 第四十二条',
      content: '罚款八百元。',
      penalties: ['fine'],
      fineFen: 80_000,
      confiscatedFen: 0,
    },
  ],
} as const;
