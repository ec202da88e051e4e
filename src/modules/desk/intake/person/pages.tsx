/** Who is here: the card as read, beside what the platform keeps. */

import type { Card } from '#kernel/citizen-cards.ts'
import { Island, useTexts } from '#kernel/page.tsx'
import { formatDate } from '#kernel/text.ts'
import { calendarDate } from '#kernel/types.ts'
import { Radios } from '#ui/choices.tsx'
import { accessKey, Button } from '#ui/elements.tsx'
import { Field, fieldId } from '#ui/forms.tsx'
import { Disclosure } from '#ui/layout.tsx'
import { groupIdentityNumber } from '#ui/people-inputs.tsx'
import { StatusTag } from '#ui/status.tsx'
import type { Fact } from '../../cards/domain.ts'
import type { Till } from '../commands.ts'
import { texts } from '../texts.ts'

export function PersonPanel({ till }: { readonly till: Till }) {
  const t = useTexts(texts)
  const { intake, person, differences } = till
  const [card, second] = intake.cards
  return (
    <section class="till-panel" aria-labelledby="till-person">
      <h2 id="till-person">{t.person}</h2>
      {card && (
        <>
          <CardFacts card={card} />
          <div class="tags">
            <StatusTag tone={person ? 'done' : 'progress'}>{person ? t.known : t.isNew}</StatusTag>
          </div>
          {differences.length > 0 && <Differences till={till} />}
        </>
      )}
      {second && (
        <>
          <h3>{t.second}</h3>
          <CardFacts card={second} />
        </>
      )}
      {till.people && <People people={till.people} />}
      <CardField hasCard={card !== undefined} />
      {card && (
        <Button kind="quiet" name="act" value="person:clear" altKey="U">
          {t.changePerson}
        </Button>
      )}
    </section>
  )
}

/** Whom a name typed may mean; told apart by year and place. */
function People({ people }: { readonly people: NonNullable<Till['people']> }) {
  const t = useTexts(texts)
  const known = people.filter(({ identityNumber }) => identityNumber !== null)
  if (known.length === 0) return <p role="status">{t.noPeople}</p>
  return (
    <ul class="till-choices" aria-label={t.people}>
      {known.map(({ id, name, birthDate, addressLine }, index) => (
        <li key={id}>
          <Button kind="secondary" name="act" value={`person:${id}`} altKey={String(index + 1)}>
            {[name, birthDate && formatDate(birthDate), addressLine].filter(Boolean).join(', ')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function CardField({ hasCard }: { readonly hasCard: boolean }) {
  const t = useTexts(texts)
  return (
    <>
      <Field name="_card" label={hasCard ? t.nextCard : t.card} hint={hasCard ? undefined : t.cardHint}>
        <div class="till-search">
          <input
            id={fieldId('_card')}
            class="input"
            name="_card"
            type="text"
            autocomplete="off"
            spellcheck={false}
            {...accessKey('c')}
            aria-describedby={hasCard ? undefined : `${fieldId('_card')}-hint`}
          />
          <Button kind="secondary" name="act" value="card">
            {t.readCard}
          </Button>
        </div>
      </Field>
      <Disclosure summary={t.camera}>
        <Field name="_cardPicture" label={t.picture} isOptional>
          <input
            id={fieldId('_cardPicture')}
            class="input-file"
            name="_cardPicture"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            capture="environment"
          />
        </Field>
        <Island of="camera">
          <div />
        </Island>
      </Disclosure>
    </>
  )
}

function CardFacts({ card }: { readonly card: Card }) {
  const t = useTexts(texts)
  const { name, identityNumber, birthDate, gender, address, issuedOn } = card
  const born = [birthDate && formatDate(birthDate), gender && t[gender]].filter(Boolean).join(', ')
  const facts = [
    [t.identity, groupIdentityNumber(identityNumber)],
    [t.born, born],
    [t.address, address],
    [t.issued, issuedOn && formatDate(issuedOn)],
  ] as const
  return (
    <>
      <p class="till-chosen">{name || t.nameless}</p>
      <dl class="till-facts">
        {facts.map(
          ([term, value]) =>
            value && (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  )
}

function Differences({ till }: { readonly till: Till }) {
  const t = useTexts(texts)
  const labels: Record<Fact, string> = {
    name: t.factName,
    birthDate: t.factBirthDate,
    gender: t.factGender,
  }
  const shown = (fact: Fact, value: string) =>
    fact === 'birthDate'
      ? formatDate(calendarDate(value))
      : fact === 'gender'
        ? t[value === 'male' ? 'male' : 'female']
        : value
  return (
    <div class="till-differences">
      <p class="till-warning">{t.differs}</p>
      {till.differences.map(({ fact, card, record }) => (
        <Radios
          key={fact}
          name={`_holds.${fact}`}
          label={labels[fact]}
          choices={[
            { value: 'card', label: t.onCard(shown(fact, card)) },
            { value: 'record', label: t.onRecord(shown(fact, record)) },
          ]}
          value={till.intake.holding[fact] ?? 'card'}
        />
      ))}
    </div>
  )
}
