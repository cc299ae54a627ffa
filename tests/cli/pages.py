"""Small opportunities in the shapes in which programmes have published them, in words of ours. They assert nothing."""

EN = """---
layout: page
title: A finder of loose references
lang: en
skills: Python or similar, regular expressions
value: $2,400 (excluding taxes)
closing_date: 2027-07-12T23:59:59-04:00
start_date: 2027-07-16
delivery_date: 2027-07-30T23:59:59-04:00
short_desc: "A script that reads a folder of reports and names each reference that leads nowhere."
---

## Description

### Background

Our reports cite one another. Some of the citations lead [nowhere](https://example.org/en/why).

### The work

1. A script that names each loose reference.
2. Its documentation.

<hr/>

## Application evaluation

One criterion:

1. Show that you have written a program that reads text.

You also confirm:

- that you are of age

## Work acceptance criteria

To be paid, you:

1. Deliver code that meets all requirements of the description:
   - under the MIT licence
   - whose tests pass
"""

FR = """---
layout: page
title: Un chercheur de renvois perdus
lang: fr
skills: Python ou l’équivalent, expressions rationnelles
value: 2 400$ (hors taxes)
closing_date: 2027-07-12T23:59:59-04:00
start_date: 2027-07-16
delivery_date: 2027-07-30T23:59:59-04:00
short_desc: "Un script qui lit un dossier de rapports et nomme chaque renvoi qui ne mène nulle part."
---

## Description

### Contexte

Nos rapports se citent les uns les autres. Certains renvois ne mènent [nulle part](https://example.org/fr/pourquoi).

### Le travail

1. Un script qui nomme chaque renvoi perdu.
2. Sa documentation.

<hr/>

## Évaluation de la candidature

Un critère :

1. Démontrez que vous avez écrit un programme qui lit du texte.

Vous confirmez aussi :

- que vous êtes majeur

## Critères d'acceptation des travaux

Pour être payé, vous :

1. Livrez un code qui répond à toutes les exigences de la description :
   - sous la licence MIT
   - dont les essais réussissent
"""

AUCTION = """---
title: Opening hours in the calendar
skills: [Django, Python]
value: $3500
closing_date: 2027-06-15T17:00:00+00:00
summary: Staff want to say from when until when a room can be booked.
---
## Rules

Whoever is chosen shall have five business days to deliver the requirements.

## Acceptance Criteria

### Feature: hours

**Scenario:** Staff sees the hours

Given I am logged in

And that room has a start date or an end date

Then I should see its start date

And I should see its end date

**Scenario:** Staff sees no hours

Given a room without hours

Then I should see nothing

## General Acceptance Criteria

The tests run and do not break the build.

Nine of ten lines are covered by tests.
"""
