/** One figure, and the same by channel: what the province promises when it tells people something. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber } from '#kernel/text.ts'
import { calendarDate } from '#kernel/types.ts'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { Table } from '#ui/tables.tsx'
import { type Figures, type Quality, shareOf } from './domain.ts'
import { texts } from './texts.ts'

export const qualityApi = '/api/v1/notifications/quality'

export function QualityPage(props: { readonly quality: Quality }) {
  return (
    <PortalFrame>
      <Body {...props} />
    </PortalFrame>
  )
}

type Line = Figures & { readonly channel: Quality['channels'][number]['channel']; readonly place?: number }

function Body({ quality: { from, to, channels } }: { readonly quality: Quality }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const day = (text: string) => formatDate(calendarDate(text))
  const percent = (figures: Pick<Figures, 'messages' | 'within30s'>) => {
    const share = shareOf(figures)
    return share === null ? '–' : `${formatNumber(Math.floor(share * 1000) / 10, language)} %`
  }
  const all = {
    messages: channels.reduce((sum, one) => sum + one.messages, 0),
    within30s: channels.reduce((sum, one) => sum + one.within30s, 0),
  }
  const lines = channels.flatMap(({ providers, ...whole }): Line[] => [
    whole,
    ...(providers.length > 1
      ? providers.map((one, index) => ({ ...one, channel: whole.channel, place: index + 1 }))
      : []),
  ])
  return (
    <div class="stack">
      <PageHead
        title={all.messages > 0 ? t.finding(percent(all)) : t.title}
        lead={t.lead(day(from), day(to))}
      />
      <Section title={t.table} id="kenh">
        <Table
          caption={t.caption}
          isCaptionHidden
          isCards
          rows={lines}
          rowKey={({ channel, place }) => `${channel} ${place ?? ''}`}
          empty={t.none}
          columns={[
            {
              key: 'channel',
              label: t.channel,
              isRowHead: true,
              cell: ({ channel, place }) => (place ? `${t[channel]}, ${t.provider(place)}` : t[channel]),
            },
            {
              key: 'messages',
              label: t.messages,
              isFigure: true,
              cell: ({ messages }) => formatNumber(messages, language),
            },
            { key: 'within', label: t.within, isFigure: true, cell: percent },
            {
              key: 'median',
              label: t.median,
              isFigure: true,
              cell: ({ medianSeconds }) =>
                medianSeconds === null ? '–' : t.seconds(formatNumber(medianSeconds, language)),
            },
            {
              key: 'delivered',
              label: t.delivered,
              isFigure: true,
              cell: ({ channel, delivered }) =>
                channel === 'mail' ? '–' : formatNumber(delivered, language),
            },
          ]}
        />
        <p class="hint">{t.how}</p>
        <p>
          <a href={qualityApi}>{t.api}</a>
        </p>
      </Section>
    </div>
  )
}
