import { day } from '../../kernel/day.ts';
import { validateForm } from '../../kernel/form/index.ts';
import { goodAnswers, sampleForm, sampleFormats } from '../../kernel/form/testing.ts';
import {
  Actions,
  BarChart,
  Button,
  ErrorSummary,
  FormAnswers,
  FormStep,
  Hidden,
  LineChart,
  LinkButton,
  NumberAndCode,
  Page,
  Pagelet,
  QrFigure,
  Rating,
  Stars,
  Steps,
  Taken,
} from '../index.ts';
import { type Sample, shell } from './scene.tsx';

export const form = (step: string, path: string, isWrong: boolean): Sample => ({
  path,
  page: ({ say }, preferences) => {
    const data = isWrong
      ? {
          applicant: { name: say('王'), idNumber: say('123'), phone: '1' },
          housing: 'rent',
          rentFen: say('很多'),
          married: true,
          members: [{}, { name: say('李四'), relation: 'other', age: say('八十') }],
        }
      : { ...goodAnswers, story: say('情况说明') };
    const errors = isWrong ? validateForm(sampleForm, data, { formats: sampleFormats, step }) : [];
    return (
      <Page {...shell} preferences={preferences} title={say('最低生活保障申请')} path={path} unlisted wrong={isWrong}>
        <Steps
          current={sampleForm.steps.findIndex(({ key }) => key === step)}
          steps={[
            { title: '申请人', href: '/form' },
            { title: '家庭成员' },
            { title: '其他情况与声明' },
            { title: '核对并提交' },
          ]}
        />
        <ErrorSummary errors={errors} />
        <FormStep
          form={sampleForm}
          step={step}
          data={data}
          errors={errors}
          action={path}
          hidden={{ token: say('a1b2') }}
          files={step === 'rest' ? { photo: { name: say('户口簿.jpg'), size: '1.2 MB', href: '/f/1' } } : undefined}
          backHref="/form"
          maySave
        />
      </Page>
    );
  },
});

export const answers: Sample = {
  path: '/answers',
  page: ({ say }, preferences) => (
    <Page {...shell} preferences={preferences} title={say('核对并提交')} path="/answers" unlisted>
      <FormAnswers
        form={sampleForm}
        data={{ ...goodAnswers, story: say('第一行\n第二行') }}
        changeHref={(step) => `/form?step=${step}`}
        present={(path) => (path === 'applicant.idNumber' ? '1****************4' : undefined)}
      />
      <form method="post" action="/answers">
        <Hidden values={{ token: say('a1b2') }} />
        <Actions>
          <Button>提交申请</Button>
          <Button kind="danger" name="do" value="withdraw">
            撤回
          </Button>
          <LinkButton kind="secondary" href="/form">
            返回修改
          </LinkButton>
        </Actions>
      </form>
    </Page>
  ),
};

export const done: Sample = {
  path: '/done',
  page: ({ say }, preferences) => (
    <Page {...shell} preferences={preferences} title="评价与文书" path="/done">
      <form className="form" method="post" action="/done">
        <Rating
          name="rating"
          legend={say('您对这次办理满意吗？')}
          levels={['非常满意', '满意', '基本满意', '不满意', '非常不满意'].map((title, index) => ({
            value: String(5 - index),
            title: say(title),
          }))}
          error={say('请选择一项。')}
        />
        <Button>提交评价</Button>
      </form>
      <p>
        <Stars value={4} />
      </p>
      <Pagelet
        issuer={say('云岭市市场监督管理局')}
        title="受理通知书"
        number="云市监受〔2026〕127 号"
        signedBy={say('云岭市市场监督管理局')}
        signedOn={day('2026-09-28')}
        foot={<QrFigure content="https://www.yunling.gov.cn/verify/AB12CD34" caption={say('扫码核验')} />}
      >
        <p>{say('云岭市好味道餐饮有限公司：')}</p>
        <p>你单位提交的食品经营许可申请，材料齐全，符合法定形式，本机关决定予以受理。</p>
      </Pagelet>
    </Page>
  ),
};

export const taken: Sample = {
  path: '/taken',
  page: ({ say }, preferences) => (
    <Page {...shell} preferences={preferences} title={say('已收到')} path="/taken" heading={false} unlisted>
      <Taken title={say('已收到，谢谢您')}>{say('请记下编号和查询码。')}</Taken>
      <NumberAndCode
        action="/taken"
        intro={say('请输入编号和查询码，不用登录。')}
        number={{ label: say('编号'), hint: say('提交成功的页面上有。'), typed: say('ZC-1') }}
        code={{ label: say('查询码'), hint: say('16 位字母和数字。') }}
        submit="查询"
        wrong={say('没有查到。')}
      />
    </Page>
  ),
};

export const figures: Sample = {
  path: '/figures',
  page: ({ say }, preferences) => (
    <Page {...shell} preferences={preferences} title="数据统计" path="/figures">
      <BarChart
        title={say('各单位办结件数')}
        unit="件"
        points={[
          { label: say('市场监督管理局'), value: 4210 },
          { label: '民政局', value: 2875 },
          { label: '住房和城乡建设局', value: 1312 },
          { label: '水利局', value: 96 },
          { label: '档案局', value: 0 },
        ]}
      />
      <LineChart
        title={say('每月按期办结率')}
        unit="%"
        digits={2}
        floor={95}
        points={[97.1, 97.9, 98.2, 98.0, 98.4, 98.9, 98.1, 98.6, 98.8, 98.7, 98.52].map((value, index) => ({
          label: `${index + 1}月`,
          value,
        }))}
      />
      <LineChart title="没有数据" points={[]} />
    </Page>
  ),
};
