/** The applicant's own pages: just submitted, the whole dossier, withdrawal. */

import type { Context } from '#kernel/context.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { qrSvg } from '#kernel/pdf.ts'
import { formatDate, formatDateTime, textsFor } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { page, type Reply } from '#kernel/web.ts'
import { ForecastSection, type Told, useForecastWords } from '#modules/forecast/api.ts'
import { serviceLinks } from '#modules/services/api.ts'
import { BackLink, Button, ButtonGroup, ConfirmationPanel, LinkButton } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, QuestionPage, Section, WithAside } from '#ui/layout.tsx'
import { dossierLinks } from '../../api.ts'
import type { Family } from '../../families/commands.ts'
import type { Member } from '../../families/domain.ts'
import { AlsoWithdraw, FamilySection } from '../../families/pages.tsx'
import { ParcelSection } from '../../parcels/pages.tsx'
import type { OwnDossier } from '../commands.ts'
import { dossierCanBeRated, type Tracked } from '../domain.ts'
import { Glance, Story, useReturnWords, WhyThisDate } from '../sections/pages.tsx'
import { texts } from '../texts.ts'
import { Answers, Documents, Facts, Looks, Papers } from './sections/pages.tsx'

export const accountCrumbs = ({ language }: Context) => {
  const t = textsFor(texts, language)
  return [
    { href: '/tai-khoan', label: t.account },
    { href: dossierLinks.list, label: t.dossiers },
  ]
}

export type SubmittedParts = {
  readonly dossier: Tracked
  /** When the result would come if the agency accepts as late as it may. */
  readonly expectedAt: Date | undefined
  /** The dossiers that this one declaration sets going. */
  readonly family: Family | undefined
  readonly forecast: Told | undefined
  readonly today: CalendarDate
}

/** Đã nộp hồ sơ: both codes large, what happens next and until when. To bookmark and to print. */
export function submittedPage(context: Context, parts: SubmittedParts): Reply {
  const title = textsFor(texts, context.language).submitted
  const { code, lookupSecret } = parts.dossier
  const address = `${context.settings.publicUrl}${dossierLinks.lookUpWith(code, lookupSecret)}`
  return page(
    context,
    { title: `${title} ${code}`, noIndex: true },
    <PortalFrame breadcrumb={accountCrumbs(context)}>
      <Submitted {...parts} qr={qrSvg(address)} />
    </PortalFrame>,
  )
}

function Submitted({
  dossier,
  expectedAt,
  family,
  forecast,
  today,
  qr,
}: SubmittedParts & { readonly qr: string }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { code, lookupSecret, desk, replyDueAt } = dossier
  const likely = useForecastWords(forecast, today)
  return (
    <>
      <ConfirmationPanel title={t.submitted} codeLabel={t.code} code={code} qrSvg={qr} qrLabel={t.qrLabel}>
        <p class="confirmation-code">
          <span>{t.secret}</span>
          <strong>{lookupSecret}</strong>
        </p>
        <p>{t.keepCodes}</p>
      </ConfirmationPanel>
      <p class="lead">{dossier.procedureName}</p>
      <Section id="tiep-theo" title={t.whatNext}>
        <ol>
          {replyDueAt && <li>{t.stepReply(desk.name, formatDateTime(replyDueAt, language))}</li>}
          <li>{t.stepAnswer}</li>
          {expectedAt && <li>{t.stepResult(formatDate(expectedAt))}</li>}
          {likely && <li>{likely}.</li>}
          <li>{t.stepReturn(useReturnWords(dossier))}</li>
        </ol>
        {desk.phone && (
          <p>
            {t.phone}: <a href={`tel:${desk.phone.replace(/[^\d+]/g, '')}`}>{desk.phone}</a>
          </p>
        )}
      </Section>
      <FamilySection family={family} code={code} hrefOf={(one) => dossierLinks.show(one.code)} />
      <ButtonGroup>
        <LinkButton href={dossierLinks.show(code)}>{t.follow}</LinkButton>
        <LinkButton href={dossierLinks.proof(code)} kind="secondary" icon="shield">
          {t.ledgerProof}
        </LinkButton>
        {dossier.receivedAt && (
          <LinkButton href={dossierLinks.receiptPdf(code)} kind="secondary" icon="download">
            {t.receipt}
          </LinkButton>
        )}
      </ButtonGroup>
      {!dossier.receivedAt && <p>{t.receiptLater}</p>}
      <p class="hint">{t.printHint}</p>
    </>
  )
}

export type JustDone = 'mended' | 'withdrawn'

/** Everything about one's own dossier. */
export function ownPage(context: Context, own: OwnDossier, done?: JustDone): Reply {
  const { code } = own.dossier
  return page(
    context,
    { title: textsFor(texts, context.language).dossier(code), noIndex: true },
    <PortalFrame breadcrumb={accountCrumbs(context)}>
      <OwnMatter own={own} done={done} />
    </PortalFrame>,
  )
}

function OwnMatter({ own, done }: { readonly own: OwnDossier; readonly done: JustDone | undefined }) {
  const t = useTexts(texts)
  const { dossier, story } = own
  return (
    <>
      {done && (
        <Notice tone="success" isResult>
          <p>{done === 'mended' ? t.mended : t.withdrawn}</p>
        </Notice>
      )}
      <PageHead kicker={dossier.procedureName} title={t.dossier(dossier.code)} />
      <Asks own={own} />
      <Glance followed={own} collectHref={dossierLinks.collect(dossier.code)} />
      <WithAside
        label={t.documents}
        aside={
          <>
            <Documents own={own} />
            <Facts dossier={dossier} parties={own.parties} />
            {own.mayWithdraw && (
              <p>
                <a href={dossierLinks.withdraw(dossier.code)}>{t.withdrawAct}</a>
              </p>
            )}
          </>
        }
      >
        <FamilySection
          family={own.family}
          code={dossier.code}
          hrefOf={({ code }) => dossierLinks.show(code)}
          resultOf={({ code }) => dossierLinks.resultPdf(code)}
        />
        <ParcelSection parcel={own.parcel} />
        <ForecastSection told={own.forecast} dueAt={dossier.dueAt} today={own.today} />
        <Story story={story} channel={dossier.channel} />
        <WhyThisDate followed={own} />
        <Papers own={own} />
        <Disclosure summary={t.answers}>
          <Answers rows={own.answers} />
        </Disclosure>
        <Looks looks={own.looks} />
      </WithAside>
    </>
  )
}

/** What the applicant should do now stands above everything else. */
function Asks({ own }: { readonly own: OwnDossier }) {
  const t = useTexts(texts)
  const { dossier, asked, refused, stopped } = own
  const canRate = dossierCanBeRated(dossier)
  if (dossier.state === 'supplementing' && asked)
    return (
      <Notice tone="warning" title={t.mendTitle}>
        <ul lang="vi">
          {asked.faults.map(({ target, key, label }) => (
            <li key={`${target} ${key}`}>{label}</li>
          ))}
        </ul>
        <LinkButton href={dossierLinks.mend(dossier.code)}>{t.mendAct}</LinkButton>
      </Notice>
    )
  if (refused)
    return (
      <Notice tone="danger" title={t.refusedTitle}>
        <p>
          <strong>{t.refusedGround}:</strong> <span lang="vi">{refused.ground}</span>
        </p>
        <p>
          <strong>{t.refusedBasis}:</strong> <span lang="vi">{refused.legalBasis}</span>
        </p>
        <p>{t.refusedWay}</p>
        <ButtonGroup>
          <LinkButton href={serviceLinks.apply(dossier.procedureCode)}>{t.applyAnew}</LinkButton>
          {canRate && (
            <LinkButton href={dossierLinks.rate(dossier.code)} kind="secondary">
              {t.rateAct}
            </LinkButton>
          )}
        </ButtonGroup>
      </Notice>
    )
  if (stopped)
    return (
      <Notice tone="warning" title={t.stoppedTitle}>
        <p>
          <strong>{t.refusedGround}:</strong> <span lang="vi">{stopped.ground}</span>
        </p>
        <p>
          <strong>{t.refusedBasis}:</strong> <span lang="vi">{stopped.legalBasis}</span>
        </p>
        <p>{t.stoppedWay}</p>
        <LinkButton href={serviceLinks.apply(dossier.procedureCode)}>{t.applyAnew}</LinkButton>
      </Notice>
    )
  if (dossier.state !== 'done' && dossier.state !== 'returned') return null
  return (
    <Notice tone="success" title={t.resultTitle}>
      <ButtonGroup>
        {dossier.hasResult && (
          <LinkButton href={dossierLinks.resultPdf(dossier.code)} icon="download">
            {t.resultAct}
          </LinkButton>
        )}
        {canRate && (
          <LinkButton href={dossierLinks.rate(dossier.code)} kind="secondary">
            {t.rateAct}
          </LinkButton>
        )}
      </ButtonGroup>
      {canRate && <p>{t.rateAsk}</p>}
    </Notice>
  )
}

/** Rút hồ sơ: asked once more, because it cannot be undone. */
export function withdrawPage(context: Context, dossier: Tracked, members: readonly Member[]): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).withdrawTitle, noIndex: true },
    <PortalFrame breadcrumb={accountCrumbs(context)}>
      <Withdraw dossier={dossier} members={members} />
    </PortalFrame>,
  )
}

type WithdrawParts = { readonly dossier: Tracked; readonly members: readonly Member[] }

function Withdraw({ dossier, members }: WithdrawParts) {
  const t = useTexts(texts)
  const back = dossierLinks.show(dossier.code)
  return (
    <QuestionPage>
      <BackLink href={back}>{t.dossier(dossier.code)}</BackLink>
      <PageHead kicker={dossier.procedureName} title={t.withdrawTitle} lead={t.withdrawLead} />
      <PostForm
        action={dossierLinks.withdraw(dossier.code)}
        hidden={{ version: dossier.version }}
        class="stack"
      >
        <AlsoWithdraw members={members} />
        <TextArea name="reason" label={t.withdrawReason} isOptional rows={3} maxLength={1000} />
        <ButtonGroup>
          <Button kind="danger">{t.withdrawConfirm}</Button>
          <LinkButton href={back} kind="secondary">
            {t.withdrawKeep}
          </LinkButton>
        </ButtonGroup>
      </PostForm>
    </QuestionPage>
  )
}
