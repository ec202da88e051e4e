/** Pages of rating. */

import type { Context } from '#kernel/context.ts'
import { PostForm, useTexts } from '#kernel/page.tsx'
import { textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Checkbox, Radios } from '#ui/choices.tsx'
import { BackLink, Button, LinkButton } from '#ui/elements.tsx'
import { ErrorSummary, type FieldError, Rating } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage } from '#ui/layout.tsx'
import { dossierLinks } from '../api.ts'
import type { Tracked } from '../tracking/domain.ts'
import { type Criterion, commentMax, criterionKeys } from './domain.ts'
import { texts } from './texts.ts'

/** What was chosen so far, as the form sent it. */
export type RatingTyped = Readonly<Partial<Record<Criterion | 'overall' | 'comment' | 'anonymous', string>>>

export type RatingParts = {
  readonly dossier: Tracked
  /** The receipt's secret, when it opened the page. */
  readonly secret: string | undefined
  readonly typed: RatingTyped
  readonly errors: readonly FieldError[]
}

export function ratingPage(context: Context, parts: RatingParts): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).title, noIndex: true },
    <PortalFrame>
      <Questions {...parts} />
    </PortalFrame>,
    parts.errors.length > 0 ? 422 : 200,
  )
}

/** Where the page leads back to, by the way it was opened. */
const backTo = ({ dossier, secret }: Pick<RatingParts, 'dossier' | 'secret'>) =>
  secret ? dossierLinks.lookUpWith(dossier.code, secret) : dossierLinks.show(dossier.code)

function Questions({ dossier, secret, typed, errors }: RatingParts) {
  const t = useTexts(texts)
  const errorOf = (name: string) => errors.find((one) => one.name === name)?.message
  return (
    <QuestionPage>
      <BackLink href={backTo({ dossier, secret })}>{t.back}</BackLink>
      <ErrorSummary errors={errors} />
      <PageHead kicker={dossier.procedureName} title={t.title} lead={t.lead} />
      <PostForm action={dossierLinks.rate(dossier.code)} hidden={secret ? { ma: secret } : {}} class="stack">
        {criterionKeys.map((key) => (
          <Radios
            key={key}
            name={key}
            label={t[key]}
            hint={key === 'contacts' ? t.contactsHint : undefined}
            value={typed[key]}
            error={errorOf(key)}
            choices={([2, 1, 0] as const).map((points) => ({
              value: String(points),
              label: t[`${key}${points}`],
            }))}
          />
        ))}
        <Rating name="overall" label={t.overall} value={typed.overall} error={errorOf('overall')} />
        <TextArea
          name="comment"
          label={t.comment}
          hint={t.commentHint}
          value={typed.comment}
          isOptional
          rows={4}
          maxLength={commentMax}
        />
        <Checkbox
          name="anonymous"
          label={t.anonymous}
          hint={t.anonymousHint}
          isChecked={typed.anonymous === 'yes'}
        />
        <p class="hint">{t.once}</p>
        <Button>{t.send}</Button>
      </PostForm>
    </QuestionPage>
  )
}

/** Thanks after a rating; also what a second try sees. Before there is an outcome it says to come back. */
export function ratedPage(context: Context, parts: Pick<RatingParts, 'dossier' | 'secret'>): Reply {
  const t = textsFor(texts, context.language)
  const [title, lead] = parts.dossier.isRated ? [t.thanks, t.thanksLead] : [t.tooEarly, t.tooEarlyWhy]
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame>
      <QuestionPage>
        <PageHead kicker={parts.dossier.procedureName} title={title} lead={lead} />
        <LinkButton href={backTo(parts)}>{t.back}</LinkButton>
      </QuestionPage>
    </PortalFrame>,
  )
}
