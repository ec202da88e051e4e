/** Pages of following a dossier: by its two codes, and for its applicant. */

import type { Context } from '#kernel/context.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { ForecastSection } from '#modules/forecast/api.ts'
import { signInLink } from '#modules/identity/api.ts'
import { Button, ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { ErrorSummary, type FieldError } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage, Section, WithAside } from '#ui/layout.tsx'
import { dossierLinks } from '../api.ts'
import { FamilySection } from '../families/pages.tsx'
import { ParcelSection } from '../parcels/pages.tsx'
import type { Followed } from './commands.ts'
import { publicName } from './domain.ts'
import { Glance, Story, WhyThisDate } from './sections/pages.tsx'
import { texts } from './texts.ts'

type LookUpTyped = { readonly code: string; readonly secret: string }

type LookUpParts = {
  readonly typed: LookUpTyped
  readonly errors: readonly FieldError[]
  /** Where whoever filed from an account goes after signing in; the list of dossiers unless told. */
  readonly signInFor?: string
}

/** The form for the two codes, with what was wrong with them. */
export function lookUpPage(context: Context, parts: LookUpParts, status = 200): Reply {
  const title = textsFor(texts, context.language).lookUp
  return page(
    context,
    { title, noIndex: parts.errors.length > 0 || parts.typed.code !== '' },
    <PortalFrame>
      <LookUpForm {...parts} />
    </PortalFrame>,
    status,
  )
}

function LookUpForm({ typed, errors, signInFor = dossierLinks.list }: LookUpParts) {
  const t = useTexts(texts)
  const errorOf = (name: string) => errors.find((one) => one.name === name)?.message
  return (
    <QuestionPage>
      <ErrorSummary errors={errors} />
      <PageHead title={t.lookUp} lead={t.lookUpLead} />
      <form method="get" action={dossierLinks.lookUp} class="stack" noValidate>
        <TextInput
          name="ho-so"
          label={t.code}
          hint={t.codeHint}
          value={typed.code}
          error={errorOf('ho-so')}
          autocomplete="off"
          maxLength={80}
          width="long"
        />
        <TextInput
          name="ma"
          label={t.secret}
          hint={t.secretHint}
          value={typed.secret}
          error={errorOf('ma')}
          autocomplete="off"
          maxLength={20}
          width="medium"
        />
        <ButtonGroup>
          <Button icon="search">{t.lookUpAct}</Button>
        </ButtonGroup>
      </form>
      <Section id="mat-phieu" title={t.lost} isPanel>
        <p>{t.lostAnswer}</p>
        <LinkButton kind="secondary" href={signInLink(signInFor)}>
          {t.signIn}
        </LinkButton>
      </Section>
    </QuestionPage>
  )
}

/** Where the dossier is, for whoever holds its codes: names are masked, papers are not shown. */
export function publicPage(context: Context, followed: Followed): Reply {
  const { code } = followed.dossier
  return page(
    context,
    { title: textsFor(texts, context.language).dossier(code), noIndex: true },
    <PortalFrame
      breadcrumb={[{ href: dossierLinks.lookUp, label: textsFor(texts, context.language).lookUp }]}
    >
      <PublicMatter {...followed} />
    </PortalFrame>,
  )
}

function PublicMatter(followed: Followed) {
  const t = useTexts(texts)
  const { actorKind } = usePage()
  const { dossier, asked, story } = followed
  const own = dossierLinks.show(dossier.code)
  const collect = dossierLinks.collect(dossier.code)
  return (
    <>
      <PageHead
        kicker={dossier.procedureName}
        title={t.dossier(dossier.code)}
        lead={`${t.applicant}: ${publicName(dossier)}`}
      />
      <Glance
        followed={followed}
        rateHref={dossierLinks.rate(dossier.code, dossier.lookupSecret)}
        collectHref={actorKind === 'visitor' ? signInLink(collect) : collect}
      />
      <WithAside
        label={t.signInForAll}
        aside={
          <>
            <p>{t.maskedWhy}</p>
            <LinkButton kind="secondary" href={actorKind === 'visitor' ? signInLink(own) : own}>
              {t.signInForAll}
            </LinkButton>
            <p>
              <a href={dossierLinks.lookUp}>{t.lookUpAnother}</a>
            </p>
          </>
        }
      >
        {asked && (
          <Section id="bo-sung" title={t.askedPublic}>
            <ul>
              {asked.faults.map(({ target, key, label }) => (
                <li key={`${target} ${key}`} lang="vi">
                  {label}
                </li>
              ))}
            </ul>
            <p>
              <a href={dossierLinks.supplementPdf(dossier.code, dossier.lookupSecret)}>{t.reasonsSlip}</a>
            </p>
          </Section>
        )}
        {dossier.state === 'notAccepted' && (
          <p>
            <a href={dossierLinks.refusalPdf(dossier.code, dossier.lookupSecret)}>{t.refusalSlip}</a>
          </p>
        )}
        {dossier.isExtended && (
          <p>
            <a href={dossierLinks.apologyPdf(dossier.code, dossier.lookupSecret)}>{t.apologySlip}</a>
          </p>
        )}
        {dossier.state === 'stopped' && (
          <p>
            <a href={dossierLinks.stopPdf(dossier.code, dossier.lookupSecret)}>{t.stopSlip}</a>
          </p>
        )}
        {dossier.hasResult && (
          <p>
            <a href={dossierLinks.resultPdf(dossier.code, dossier.lookupSecret)}>{t.result}</a>
          </p>
        )}
        <ParcelSection parcel={followed.parcel} />
        <ForecastSection told={followed.forecast} dueAt={dossier.dueAt} today={followed.today} />
        <PublicFamily {...followed} />
        <Story story={story} channel={dossier.channel} />
        <WhyThisDate followed={followed} />
      </WithAside>
    </>
  )
}

/** Whoever holds the codes of the declaration may follow what it set going; those of a member open that member alone. */
function PublicFamily({ family, dossier }: Followed) {
  const isHead = family?.head.code === dossier.code
  const secretOf = (code: string) =>
    isHead ? family?.lines.find(({ member }) => member?.code === code)?.member?.lookupSecret : undefined
  const withSecret = (code: string, link: (code: string, secret: string) => string) => {
    const secret = secretOf(code)
    return secret && link(code, secret)
  }
  return (
    <FamilySection
      family={family}
      code={dossier.code}
      hrefOf={({ code }) => withSecret(code, dossierLinks.lookUpWith)}
      resultOf={({ code }) => withSecret(code, dossierLinks.resultPdf)}
    />
  )
}
