/** Điều tôi đồng ý: purpose by purpose, with the words that were shown and one press to withdraw. */

import type { Consent } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { ConsentWords } from '#ui/consent.tsx'
import { Button, LinkButton, SummaryCard, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import { privacyLinks } from '../requests/links/domain.ts'
import type { OwnConsents } from './commands.ts'
import { consentLinks } from './domain.ts'
import { texts } from './texts.ts'

type Props = { readonly own: OwnConsents; readonly isWithdrawn: boolean }

export function ownPage(context: Context, props: Props): Reply {
  const { account, title } = textsFor(texts, context.language)
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame breadcrumb={[{ href: '/tai-khoan', label: account }]}>
      <Own {...props} />
    </PortalFrame>,
  )
}

function Own({ own, isWithdrawn }: Props) {
  const t = useTexts(texts)
  return (
    <div class="reading stack">
      {isWithdrawn && (
        <Notice tone="success" title={t.doneTitle} isResult>
          <p>{t.doneWords}</p>
        </Notice>
      )}
      <PageHead title={t.title} lead={t.lead} />
      {own.purposes.map((one) => (
        <Purpose key={one.purpose.key} one={one} own={own} />
      ))}
      <Section id="nhiem-vu" title={t.dutyTitle} isPanel>
        <p>{t.dutyWords}</p>
        <ul>
          <li>
            <a href={privacyLinks.looks}>{t.looks}</a>
          </li>
          <li>
            <a href={privacyLinks.kept}>{t.howLong}</a>
          </li>
          <li>
            <a href="/tai-khoan/thay-mat">{t.mandates}</a>
          </li>
        </ul>
      </Section>
    </div>
  )
}

type One = OwnConsents['purposes'][number]

export function PurposeTag({ one }: { readonly one: Pick<One, 'standing' | 'isAskedAnew'> }) {
  const t = useTexts(texts)
  if (one.standing) return <StatusTag tone="success">{t.stands}</StatusTag>
  return one.isAskedAnew ? (
    <StatusTag tone="warning">{t.askedAnew}</StatusTag>
  ) : (
    <StatusTag tone="waiting">{t.standsNot}</StatusTag>
  )
}

function Purpose({ one, own }: { readonly one: One; readonly own: OwnConsents }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { purpose, standing, isAskedAnew, before, askedAt, asked } = one
  const name = purpose.name[language]
  return (
    <SummaryCard title={name} level={2} tag={<PurposeTag one={one} />}>
      <div class="stack">
        <ConsentWords asked={asked} />
        {isAskedAnew && <p>{t.askedAnewWords}</p>}
        {standing && <Given consent={standing} own={own} />}
        {standing ? (
          <PostForm
            action={consentLinks.withdraw}
            hidden={{ purpose: purpose.key }}
            label={t.withdrawOf(name)}
          >
            <Button kind="secondary">{t.withdraw}</Button>
          </PostForm>
        ) : (
          askedAt && (
            <p>
              <LinkButton href={askedAt} kind="secondary">
                {t.goAgree}
              </LinkButton>
            </p>
          )
        )}
        {before.length > 0 && (
          <Disclosure summary={`${t.history} (${before.length})`}>
            {before.map((consent) => (
              <Given key={consent.id} consent={consent} own={own} />
            ))}
          </Disclosure>
        )}
      </div>
    </SummaryCard>
  )
}

/** When, how and by whom; until when; and the words as they were. */
function Given({ consent, own }: { readonly consent: Consent; readonly own: OwnConsents }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const who = (id: string) => (id === own.ownId ? t.me : (own.names.get(id) ?? ''))
  const act = (at: Date, by: string, how: Consent['channel']) =>
    [formatDateTime(at, language), who(by), t[how]].filter(Boolean).join(', ')
  const { withdrawnAt, withdrawnBy, withdrawnChannel, evidence } = consent
  const request = own.requests.get(consent.id)
  return (
    <div class="stack">
      <SummaryList
        rows={[
          { term: t.given, value: act(consent.givenAt, consent.givenBy, consent.channel) },
          ...(evidence ? [{ term: t.evidence, value: evidence }] : []),
          ...(withdrawnAt && withdrawnBy && withdrawnChannel
            ? [{ term: t.withdrawn, value: act(withdrawnAt, withdrawnBy, withdrawnChannel) }]
            : []),
        ]}
      />
      {request && (
        <p>
          <a href={privacyLinks.request(request.id)}>
            {request.answeredAt ? t.followed : t.following(formatDateTime(request.dueAt, language))}
          </a>
        </p>
      )}
      <Disclosure summary={t.textThen}>
        <p class="hint">{t.textOf(formatDate(consent.textFrom))}</p>
        {consent.shown.split('\n').map((line) => (
          <p key={line} lang={consent.language}>
            {line}
          </p>
        ))}
        <p class="hint">
          {t.proof}: <code>{consent.shownSha256.slice(0, 16)}…</code>
        </p>
      </Disclosure>
    </div>
  )
}
