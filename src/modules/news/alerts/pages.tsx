/** Cảnh báo for everyone: what stands, where one is, and one warning. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { type ChoiceGroup, Select } from '#ui/choices.tsx'
import { Button, LinkButton, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section, WithAside } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import { namesOf, type Places } from '../areas/domain.ts'
import { newsLinks } from '../domain.ts'
import { Markup } from '../markup/pages.tsx'
import type { AlertList, AlertView } from './commands.ts'
import { type Alert, eventKinds, forAreas, inForce, toneOf, type WrittenAlert } from './domain.ts'
import { texts } from './texts.ts'

export type AlertListProps = AlertList & {
  readonly places: Places
  readonly communes: readonly ChoiceGroup[]
}

export function AlertListPage(props: AlertListProps) {
  return (
    <PortalFrame breadcrumb={[]}>
      <AlertListBody {...props} />
    </PortalFrame>
  )
}

function AlertListBody({ standing, past, own, places, communes }: AlertListProps) {
  const t = useTexts(texts)
  const here = own.length > 0 ? forAreas(standing, places, own) : standing
  const others = standing.filter((one) => !here.includes(one))
  const rows = { places }
  return (
    <div class="stack">
      <PageHead title={t.title} lead={t.lead} />
      <WithAside label={t.where} aside={<Where own={own} communes={communes} />}>
        <Section id="co-hieu-luc" title={own.length > 0 ? t.forYou : t.standing}>
          {here.length === 0 ? (
            <p class="empty">{own.length > 0 ? t.nothingHere : t.nothing}</p>
          ) : (
            <AlertRows alerts={here} {...rows} />
          )}
        </Section>
        {others.length > 0 && (
          <Section id="noi-khac" title={t.elsewhere}>
            <AlertRows alerts={others} {...rows} />
          </Section>
        )}
        {past.length > 0 && (
          <Section id="da-het" title={t.past}>
            <AlertRows alerts={past} {...rows} isPast />
          </Section>
        )}
        <p>
          <a href={newsLinks.hotlines}>{t.hotlines}</a>
        </p>
        <p class="hint">
          <a href={newsLinks.feed('alert')}>{t.feeds}</a>
        </p>
      </WithAside>
    </div>
  )
}

function Where({ own, communes }: Pick<AlertListProps, 'own' | 'communes'>) {
  const t = useTexts(texts)
  return (
    <>
      <h2 class="aside-title">{t.where}</h2>
      <p>{t.whereLead}</p>
      <form method="get" action={newsLinks.chooseArea} class="stack">
        <Select
          name="noi"
          label={t.place}
          groups={communes}
          value={own[0]}
          placeholder={t.notChosen}
          width="full"
          isOptional
        />
        <Button kind="secondary">{t.remember}</Button>
      </form>
      <p>
        <a href={newsLinks.subscription}>{t.subscribe}</a>
      </p>
    </>
  )
}

type RowsProps = {
  readonly alerts: readonly WrittenAlert[]
  readonly places: Places
  readonly isPast?: boolean
}

function AlertRows({ alerts, places, isPast }: RowsProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <ul class="news-rows">
      {alerts.map((alert) => {
        const { content, areas, fromAt, untilAt } = alert.version
        return (
          <li key={alert.id} class={isPast ? undefined : `alert-row alert-${toneOf(content)}`}>
            <p class="kicker">
              {eventKinds[content.event].name[language]} · {t[content.severity]}
              {isPast && ` · ${stateWords(alert, t)}`}
            </p>
            <h3 lang="vi">
              <a href={newsLinks.show('alert', alert.id)}>{content.headline}</a>
            </h3>
            <p>
              {namesOf(places, areas).join(', ')}
              {untilAt && !isPast && `. ${t.until} ${formatDateTime(untilAt, language)}`}
              {fromAt && isPast && `. ${formatDateTime(fromAt, language)}`}
            </p>
          </li>
        )
      })}
    </ul>
  )
}

function stateWords(
  { endedReason, version }: WrittenAlert,
  t: Readonly<Record<'over' | 'isCancel', string>>,
): string {
  if (version.content.message === 'Cancel') return t.isCancel
  return endedReason ?? t.over
}

export type AlertProps = { readonly view: AlertView; readonly places: Places; readonly now: Date }

export function AlertPage(props: AlertProps & { readonly listLabel: string }) {
  return (
    <PortalFrame breadcrumb={[{ href: newsLinks.list('alert'), label: props.listLabel }]}>
      <AlertWhole {...props} />
    </PortalFrame>
  )
}

function AlertWhole({ view: { alert, earlier, follower }, places, now }: AlertProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { content } = alert.version
  const stands = inForce([alert], now).length > 0
  const refersTo = earlier.at(-1)
  return (
    <article class="stack">
      <PageHead
        kicker={`${t.title}: ${eventKinds[content.event].name[language]}`}
        title={content.headline}
        tags={<SeverityTag alert={content} />}
      />
      {!stands && (
        <Notice tone="warning" title={content.message === 'Cancel' ? t.isCancel : endedWords(alert, t)}>
          {follower && (
            <p>
              <a href={newsLinks.show('alert', follower.id)}>{t.seeNewer}</a>
            </p>
          )}
        </Notice>
      )}
      <AlertMatter alert={alert} places={places} level={2} />
      {refersTo && (
        <p>
          <a href={newsLinks.show('alert', refersTo.id)}>{t.seeOlder}</a>
        </p>
      )}
      <Section id="can-cuu" title={t.help}>
        <div class="button-group">
          <LinkButton href={newsLinks.hotlines} icon="phone" kind="secondary">
            {t.hotlines}
          </LinkButton>
        </div>
      </Section>
      <p class="hint">
        <a href={newsLinks.cap(alert.id)}>{t.cap}</a>
      </p>
    </article>
  )
}

const endedWords = (alert: WrittenAlert, t: Readonly<Record<'over' | 'updated' | 'cancelled', string>>) =>
  alert.endedReason === texts.vi.updated
    ? t.updated
    : alert.endedReason === texts.vi.cancelled
      ? t.cancelled
      : t.over

const tagTone = { danger: 'danger', warning: 'warning', information: 'progress' } as const

export function SeverityTag({ alert }: { readonly alert: Alert }) {
  const t = useTexts(texts)
  return <StatusTag tone={tagTone[toneOf(alert)]}>{t[alert.severity]}</StatusTag>
}

/** As people see it; also the preview of the office. */
export function AlertMatter({
  alert: { version, unitName },
  places,
  level,
}: {
  readonly alert: Pick<WrittenAlert, 'version' | 'unitName'>
  readonly places: Places
  readonly level: 2 | 3
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { content, areas, fromAt, untilAt } = version
  return (
    <>
      {level === 3 && (
        <>
          <p class="kicker">{eventKinds[content.event].name[language]}</p>
          <h3>{content.headline}</h3>
        </>
      )}
      {content.instruction && (
        <Section id="viec-can-lam" title={t.doNow} level={level} isPanel>
          <Markup text={content.instruction} level={3} />
        </Section>
      )}
      <Section id="tinh-hinh" title={t.what} level={level}>
        <Markup text={content.description} level={3} />
        <SummaryList
          rows={[
            { term: t.areas, value: namesOf(places, areas).join(', ') || t.notChosen },
            ...(fromAt ? [{ term: t.from, value: formatDateTime(fromAt, language) }] : []),
            ...(untilAt ? [{ term: t.until, value: formatDateTime(untilAt, language) }] : []),
            { term: t.severity, value: t[content.severity] },
            { term: t.urgency, value: t[content.urgency] },
            { term: t.certainty, value: t[content.certainty] },
            { term: t.issuedBy, value: unitName },
            ...(content.origin ? [{ term: t.source, value: content.origin.senderName }] : []),
          ]}
        />
      </Section>
    </>
  )
}
