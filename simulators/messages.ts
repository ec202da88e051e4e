/** Tin nhắn, Zalo and a mailbox, made up: what was sent is shown on a page, and some are never reached. */

import { SMTPServer } from 'smtp-server'
import type { Fault, SimulatedAnswer, Simulator } from './framework.ts'

export type Sent = {
  readonly channel: 'sms' | 'zalo' | 'mail'
  readonly to: string
  readonly text: string
  readonly at: Date
}
type Ids = { readonly ids: readonly string[] }
type Fate = {
  readonly id: string
  readonly state: 'waiting' | 'received' | 'absent'
  readonly reason: string
}

/** A phone that ends in 9 is switched off for good; one that ends in 8 belongs to nobody. */
export function smsSimulator(sent: Sent[] = [], key = 'sms'): Simulator & { readonly sent: Sent[] } {
  const numbers: string[] = []
  return {
    key,
    sent,
    operations: {
      '/send': ({ phone, text }: { phone: string; text: string }, at): SimulatedAnswer => {
        if (phone.endsWith('8')) return { refused: 'Thuê bao không tồn tại' }
        sent.push({ channel: 'sms', to: phone, text, at })
        return { value: { id: `SMS${numbers.push(phone)}` } }
      },
      '/status': fatesOf((id) => {
        const phone = numbers[Number(id.slice(3)) - 1]
        if (!phone?.endsWith('9')) return { id, state: 'received', reason: '' }
        return { id, state: 'absent', reason: 'Thuê bao tắt máy quá lâu' }
      }),
    },
  }
}

/** A phone that ends in 7 has no Zalo. */
export function zaloSimulator(sent: Sent[] = [], key = 'zalo'): Simulator & { readonly sent: Sent[] } {
  return {
    key,
    sent,
    operations: {
      '/message/template': (
        { phone, data, trackingId }: { phone: string; data: Record<string, string>; trackingId: string },
        at,
      ): SimulatedAnswer => {
        if (phone.endsWith('7')) return { refused: 'Số điện thoại chưa dùng Zalo' }
        sent.push({ channel: 'zalo', to: phone, text: `${data.text} ${data.url}`, at })
        return { value: { id: trackingId } }
      },
      '/status': fatesOf((id) => ({ id, state: 'received', reason: '' })),
    },
  }
}

const fatesOf =
  (fate: (id: string) => Fate) =>
  ({ ids }: Ids): SimulatedAnswer => ({ value: { messages: ids.map(fate) } })

export type Mailbox = {
  readonly port: number
  readonly sent: Sent[]
  set(fault: Fault | undefined): void
  stop(): Promise<void>
}

/**
 * A real SMTP server that keeps what it gets. Mail to `khong-co@…` is refused, as is everything from a sender to `cam-gui@…`.
 * Faults: `down`, `slow`, `wrong` (a no to us, not to the address), `lost` (taken, and the line is cut), `doubled`.
 */
export async function startMailbox(
  sent: Sent[] = [],
  { port = 0, slowMs = 30_000, now = () => new Date() } = {},
): Promise<Mailbox> {
  let fault: Fault | undefined
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onConnect(_session, done) {
      if (fault?.kind === 'slow') setTimeout(done, slowMs).unref()
      else done(fault?.kind === 'down' ? refuse(421, '4.3.2 Tạm ngừng') : null)
    },
    onRcptTo({ address }, _session, done) {
      if (fault?.kind === 'wrong') return done(refuse(550, '5.7.1 Không cho gửi tiếp'))
      done(address.startsWith('khong-co@') ? refuse(550, '5.1.1 Không có hộp thư này') : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? ''
        const mail: Sent = {
          channel: 'mail',
          to,
          text: readable(Buffer.concat(chunks).toString('utf8')),
          at: now(),
        }
        sent.push(mail, ...(fault?.kind === 'doubled' ? [mail] : []))
        done(fault?.kind === 'lost' ? refuse(421, '4.4.2 Đứt đường truyền') : null)
      })
    },
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    sent,
    set: (given) => {
      fault = given
    },
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  }
}

const refuse = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode })

/** Subject and text of a mail as a person sees them. */
function readable(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ')
  const subject = /^Subject: (.*)$/im.exec(unfolded)?.[1] ?? ''
  const messageId = /^Message-ID: (.*)$/im.exec(unfolded)?.[1] ?? ''
  const encoding = /^Content-Transfer-Encoding: (.*)$/im.exec(unfolded)?.[1]?.trim().toLowerCase()
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? fromQuotedPrintable(body)
        : body
  return `${fromWords(subject)}\n${messageId}\n${text}`
}

const fromQuotedPrintable = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

const fromWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_whole, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : fromQuotedPrintable(word.replaceAll('_', ' ')),
    )

const escaped = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)

/** What phones and mailboxes got, the newest first, for whoever develops. */
export function inboxPage(sent: readonly Sent[]): string {
  const rows = sent
    .toReversed()
    .slice(0, 200)
    .map(
      ({ channel, to, text, at }) =>
        `<article><h2>${channel} · ${escaped(to)} · ${at.toISOString()}</h2><pre>${escaped(text)}</pre></article>`,
    )
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Hộp thư mô phỏng</title><style>body{font:16px/1.5 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem}
h2{font-size:1rem}pre{white-space:pre-wrap;border:1px solid #5f6f7a;border-radius:8px;padding:.75rem}</style>
<h1>Hộp thư mô phỏng</h1>${rows.join('') || '<p>Chưa có tin nào.</p>'}</html>`
}
