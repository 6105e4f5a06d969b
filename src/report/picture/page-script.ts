/**
 * The script of the page, as it is put into it. It reads the data beside it and writes texts only: nothing of
 * a repository becomes markup.
 */
export const PAGE_SCRIPT = String.raw`
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const picture = document.querySelector('svg.picture');
  const panel = document.getElementById('panel');
  const body = document.getElementById('panel-body');
  const status = document.getElementById('status');
  const boxes = data.boxes.map((_, index) => document.getElementById('b' + index));
  const arrows = data.arrows.map((_, index) => document.getElementById('a' + index));
  const rows = data.boxes.map((_, index) => document.getElementById('r' + index));
  let opener;

  const make = (name, text, className) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const counted = (count) => count + (count === 1 ? ' box' : ' boxes');
  const list = (title, items) => {
    if (items.length === 0) return;
    body.append(make('h3', title));
    const ul = make('ul');
    for (const item of items) {
      const li = make('li');
      li.append(item);
      ul.append(li);
    }
    body.append(ul);
  };
  const button = (text, act) => {
    const element = make('button', text, 'link');
    element.type = 'button';
    element.addEventListener('click', act);
    return element;
  };
  const facts = (pairs) => {
    const dl = make('dl');
    for (const [name, value] of pairs) dl.append(make('dt', name), make('dd', value));
    body.append(dl);
  };

  const show = (kept, along, words, maybe = []) => {
    const inside = new Set(kept);
    const open = new Set(maybe);
    const lines = new Set(along);
    picture.classList.add('choosing');
    boxes.forEach((box, index) => {
      if (!box) return;
      box.classList.toggle('on', inside.has(index));
      box.classList.toggle('maybe', open.has(index));
    });
    rows.forEach((row, index) => row && row.classList.toggle('on', inside.has(index)));
    arrows.forEach((arrow, index) => arrow && arrow.classList.toggle('on', lines.has(index)));
    status.textContent = words;
  };
  const clear = () => {
    picture.classList.remove('choosing');
    for (const element of [...boxes, ...arrows, ...rows]) {
      if (element) element.classList.remove('on', 'chosen', 'maybe');
    }
    for (const one of document.querySelectorAll('.choice[aria-pressed="true"]')) {
      one.setAttribute('aria-pressed', 'false');
    }
    status.textContent = '';
  };
  const open = (title, from) => {
    if (from) opener = from;
    body.replaceChildren();
    document.getElementById('panel-title').textContent = title;
    panel.hidden = false;
    const place = from && from.getBoundingClientRect ? from.getBoundingClientRect() : undefined;
    panel.classList.toggle('left', place !== undefined && place.left + place.width / 2 > innerWidth / 2);
  };
  const close = () => {
    panel.hidden = true;
    clear();
    if (opener) opener.focus();
    opener = undefined;
  };

  const showBox = (index, from) => {
    const box = data.boxes[index];
    clear();
    const needed = box.needs.map((one) => data.arrows[one].to);
    const needing = box.neededBy.map((one) => data.arrows[one].from);
    const along = [...box.needs, ...box.neededBy];
    show([index, ...needed, ...needing, ...box.stops], along, box.name + ': what it needs and what needs it');
    if (boxes[index]) boxes[index].classList.add('chosen');
    open(box.name, from || boxes[index]);
    body.append(make('p', box.kind + (box.inside ? ', in ' + box.inside : ''), 'quiet'));
    facts(box.facts);
    const goTo = (other) => button(data.boxes[other].name, () => showBox(other));
    const withWhy = (index, other) => {
      const item = document.createDocumentFragment();
      item.append(goTo(other), ' ', button('why', () => showArrow(index)));
      return item;
    };
    list('Needs', box.needs.map((one) => withWhy(one, data.arrows[one].to)));
    list('Needed by', box.neededBy.map((one) => withWhy(one, data.arrows[one].from)));
    list('Stops with it, as far as is written here', box.stops.map(goTo));
    list('May stop with it: how much is needed on the way is not known', box.mayStop.map(goTo));
    list('Stands for', box.stands);
    list('Declared at', box.places);
  };
  const showArrow = (index, from) => {
    const arrow = data.arrows[index];
    clear();
    show([arrow.from, arrow.to], [index], '');
    if (arrows[index]) arrows[index].classList.add('chosen');
    open(data.boxes[arrow.from].name + ' → ' + data.boxes[arrow.to].name, from || arrows[index]);
    const names = [data.boxes[arrow.from].name, data.boxes[arrow.to].name];
    body.append(make('p', names[0] + ' ' + arrow.says + ' ' + names[1], 'quiet'));
    facts(arrow.facts);
    list('How we know', arrow.evidence.map((line) => {
      const item = document.createDocumentFragment();
      item.append(line.says);
      if (line.place) item.append(make('br'), make('code', line.place));
      return item;
    }));
    list('Boxes', [arrow.from, arrow.to].map((one) => button(data.boxes[one].name, () => showBox(one))));
  };

  const act = (element, run) => {
    if (!element) return;
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      run(element);
    });
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      run(element);
      panel.querySelector('button').focus();
    });
  };
  boxes.forEach((box, index) => act(box, (from) => showBox(index, from)));
  arrows.forEach((arrow, index) => act(arrow, (from) => showArrow(index, from)));
  document.querySelectorAll('[data-box]').forEach((one) => {
    one.addEventListener('click', () => showBox(Number(one.dataset.box), one));
  });
  document.querySelectorAll('.choice').forEach((one) => {
    one.addEventListener('click', () => {
      const wasOn = one.getAttribute('aria-pressed') === 'true';
      panel.hidden = true;
      clear();
      if (wasOn) return;
      one.setAttribute('aria-pressed', 'true');
      const { list: which, index } = one.dataset;
      const { name, boxes: kept, arrows: along, maybe } = data[which][Number(index)];
      const where = (which === 'zones' ? 'In zone ' : 'On journey ') + name + ': ';
      const open = maybe ? maybe.length : 0;
      const more = open > 0 ? '; ' + open + ' more may be, their zones are not known' : '';
      show(kept, along || [], where + counted(kept.length) + more, maybe);
    });
  });
  document.getElementById('search').addEventListener('input', ({ target }) => {
    const text = target.value.trim().toLowerCase();
    panel.hidden = true;
    clear();
    if (text === '') return;
    const holds = ({ name, kind, inside, stands }) =>
      [name, kind, inside, ...stands].some((one) => one.toLowerCase().includes(text));
    const met = data.boxes.flatMap((box, index) => (holds(box) ? [index] : []));
    show(met, [], counted(met.length));
  });
  document.getElementById('close').addEventListener('click', close);
  picture.addEventListener('click', close);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
})();
`;
