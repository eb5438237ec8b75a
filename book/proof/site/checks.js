'use strict'
// The index as its maker checks it: entries with their places in context, and suspects to accept.

{
  let index = null
  const { element } = proof

  const placeOf = place => {
    const words = place.words
      ? [place.words[0], element('mark', {}, place.words[1]), place.words[2]]
      : [place.roles.length ? place.roles.join(', ') : place.kind]
    const name = `${place.rank === null ? '' : `${place.rank} `}${place.title}`
    const read = element('button', { type: 'button' }, 'e-book')
    read.setAttribute('aria-label', `${name} in the e-book`)
    read.dataset.go = JSON.stringify([place.piece, place.anchor, 'reader'])
    const buttons = [read]
    if (place.page !== null) {
      const print = element('button', { type: 'button' }, place.folio ? `p. ${place.folio}` : 'print')
      print.setAttribute('aria-label', `${name}, ${place.folio ? `page ${place.folio}` : 'in print'}`)
      print.dataset.page = place.page
      buttons.push(print)
    }
    return element('li', {}, element('p', { className: 'where' }, element('strong', {}, name), ' ', ...buttons), element('p', { className: 'context' }, ...words))
  }

  const entryOf = entry => {
    const count = entry.places.length
    const said = [entry.see.length ? `see ${entry.see.join('; ')}` : '', entry.see_also.length ? `see also ${entry.see_also.join('; ')}` : '']
    if (!count) return element('p', { className: 'see' }, entry.heading, ' ', element('em', {}, said.filter(Boolean).join('. ')))
    const summary = element('summary', {}, entry.heading, ' ', element('span', { className: 'places' }, String(count)), entry.check ? element('span', { className: 'check-heading' }, 'heading worth a look') : '')
    const details = element('details', {}, summary)
    details.addEventListener('toggle', () => {
      if (!details.open || details.children.length > 1) return
      details.append(element('ul', {}, ...entry.places.map(placeOf)))
      if (said[1]) details.append(element('p', { className: 'see' }, said[1]))
    })
    return details
  }

  const tell = () => {
    if (!index) return
    const sought = $('find-entry').value.trim().toLowerCase()
    const groups = (index.groups ?? []).map(group => [group.letter, group.entries.filter(entry => !sought || entry.heading.toLowerCase().includes(sought))])
      .filter(([, entries]) => entries.length)
    const count = groups.reduce((sum, [, entries]) => sum + entries.length, 0)
    $('index-count').textContent = count === 1 ? '1 entry' : `${count} entries`
    $('entries').replaceChildren(...groups.map(([letter, entries]) => element('section', {}, element('h3', {}, letter), ...entries.map(entryOf))))
    tellSuspects()
  }

  const tellSuspects = () => {
    const suspects = index.suspects ?? []
    $('suspects').hidden = !suspects.length
    $('suspect-list').replaceChildren(...suspects.map(suspect => {
      const words = suspect.line_words ? [suspect.line_words[0], element('mark', {}, suspect.line_words[1]), suspect.line_words[2]] : [suspect.words]
      const accept = element('button', { type: 'button', className: 'accept' }, 'Accept')
      accept.setAttribute('aria-label', `Accept “${suspect.words}” as it is spelt`)
      accept.dataset.words = suspect.words
      const edit = element('button', { type: 'button', className: 'source' }, `${suspect.file}:${suspect.line}`)
      edit.dataset.file = suspect.file
      edit.dataset.line = suspect.line
      edit.disabled = accept.disabled = !proof.live
      const item = element('li', {}, element('p', {}, suspect.message), element('p', { className: 'context' }, ...words), element('p', {}, accept, ' ', edit))
      item.tabIndex = 0
      return item
    }))
  }

  const accept = async words => {
    if (!await proof.ask(`Write “${words}” into people.toml as right, under [spelling] ok?`)) return
    try {
      await proof.post('accept', { words })
      index.suspects = index.suspects.filter(suspect => suspect.words !== words)
      tellSuspects()
      proof.say(`“${words}” is accepted in people.toml`)
      const next = $('suspect-list').querySelector('li') ?? $('find-entry')
      next.focus()
    } catch (error) { proof.say(error.message) }
  }

  const renew = async () => {
    if (proof.view !== 'index' && !index) return
    const open = [...$('entries').querySelectorAll('details[open] summary')].map(summary => summary.firstChild.textContent)
    index = await proof.load('index')
    tell()
    for (const summary of $('entries').querySelectorAll('summary')) if (open.includes(summary.firstChild.textContent)) summary.parentElement.open = true
  }

  $('find-entry').oninput = tell
  $('index').addEventListener('click', event => {
    const button = event.target.closest('button')
    if (!button) return
    if (button.dataset.words) accept(button.dataset.words)
    else if (button.dataset.file) proof.edit(button.dataset.file, Number(button.dataset.line))
    else if (button.dataset.go) proof.goTo(...JSON.parse(button.dataset.go))
    else if (button.dataset.page) { proof.show('print'); proof.views.print.goToPage(Number(button.dataset.page)) }
  })

  proof.views.index = {
    show: () => renew().catch(error => proof.say(error.message)),
    renew: () => renew().catch(() => {}),
    find: () => $('find-entry').focus(),
    accept: () => {
      const item = document.activeElement?.closest('#suspect-list li') ?? $('suspect-list').querySelector('li')
      item?.querySelector('.accept')?.click()
    },
  }
}
