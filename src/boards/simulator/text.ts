export const simulatorText = {
  faults: (all: readonly string[]) => `输入故障名称打开，后面加 off 关闭：${all.join('、')}`,
  now: (on: readonly string[]) => (on.length === 0 ? '没有故障。' : `现在的故障：${on.join('、')}`),
  done: (played: number, held: number) => `播放了 ${played} 次，还有 ${held} 条凭证没有上报。`,
} as const;

export const simulatorSentences: Readonly<Record<string, string>> = {
  'boards/simulate-options': '请写明启用码（--code）和正确的参数；故障有：{faults}。',
  'boards/simulate-refused': '服务器没有启用这台终端（{code}），请在工作台重新生成启用码。',
};

/** What `mingtang terminal simulate --help` says. */
export const simulatorHelp = `用法：mingtang terminal simulate --code 启用码 [--server 网址] [--every 秒] [--turns 次数] [--fault 故障]… [--json]

  按真实终端的协议，通过网络登记、心跳、取播放单、上报播放凭证；断网时用已经取到的内容继续播放。用来演练和排查。
  故障：offline 断网，clock 时钟快 75 分钟，stuck 画面停住，version 一直播旧版本，proofs 不留播放凭证，black 没有画面。
  运行时在标准输入写故障名打开，例如 clock；写 clock off 关闭。
  例：mingtang terminal simulate --server http://localhost:3000 --code ABCDEFGHJK --every 60 --fault stuck`;
