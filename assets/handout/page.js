// Steps, questions and answers of a hand-out, see app/export/html.cpp.
(function() {
var steps = [].slice.call(document.querySelectorAll('.step')), at = 0, open = {};
function all(s, r) {
  return [].slice.call((r || document).querySelectorAll(s))
}
function covered() {
  for (var i = at; i < steps.length; i++)
    if (steps[i].dataset.asks && !open[i]) return true;
  return false
}
function show(n) {
  at = Math.max(0, Math.min(steps.length - 1, n));
  var s = steps[at], d = s.dataset, hide = covered();
  steps.forEach(function(e, i) {
    e.classList.toggle('here', i === at)
  });
  all('.version').forEach(function(v) {
    var here = v.dataset.version === d.version;
    v.classList.toggle('here', here);
    if (!here) return;
    all('.line', v).forEach(function(l, i) {
      l.classList.toggle('now', String(i + 1) === d.line)
    });
    all('.output div', v).forEach(function(l, i) {
      l.classList.toggle('later', i >= +d.printed)
    });
    var svg = v.querySelector('svg');
    all('.playhead,.cover', svg).forEach(function(e) {
      e.remove()
    });
    var box = svg.viewBox.baseVal, ns = 'http://www.w3.org/2000/svg', c = document.createElementNS(ns, 'rect');
    c.setAttribute('class', hide ? 'cover full' : 'cover');
    c.setAttribute('x', d.x);
    c.setAttribute('y', 0);
    c.setAttribute('width', Math.max(0, box.width - d.x));
    c.setAttribute('height', box.height);
    svg.appendChild(c);
    var p = document.createElementNS(ns, 'line');
    p.setAttribute('class', 'playhead');
    ['x1', 'x2'].forEach(function(k) {
      p.setAttribute(k, d.x)
    });
    p.setAttribute('y1', 0);
    p.setAttribute('y2', box.height);
    svg.appendChild(p)
  });
  document.getElementById('place').textContent = 'Step ' + (at + 1) + ' of ' + steps.length;
  document.getElementById('back').disabled = at === 0;
  document.getElementById('next').disabled = at === steps.length - 1
}
document.getElementById('back').onclick = function() {
  show(at - 1)
};
document.getElementById('next').onclick = function() {
  show(at + 1)
};
document.addEventListener('keydown', function(e) {
  if (e.target.tagName === 'INPUT') return;
  if (e.key === 'ArrowRight' || e.key === 'j') show(at + 1);
  if (e.key === 'ArrowLeft' || e.key === 'k') show(at - 1);
  var b = all('.answers button', steps[at])[+e.key - 1];
  if (b) b.click()
});
function settle(step) {
  open[steps.indexOf(step)] = 1;
  all('.after', step).forEach(function(e) {
    e.classList.add('shown')
  });
  show(at)
}
all('.answers').forEach(function(box) {
  var step = box.closest('.step'), buttons = all('button', box), right = box.dataset.right.split(','), picked = [];
  buttons.forEach(function(b, i) {
    b.onclick = function() {
      if (open[steps.indexOf(step)]) return;
      if (box.dataset.kind === 'order') {
        var k = picked.indexOf(i);
        if (k >= 0)
          picked = picked.slice(0, k);
        else
          picked.push(i);
        if (picked.length === buttons.length) {
          for (k = 0; k < picked.length && String(picked[k]) === right[k];) k++;
          if (k === picked.length)
            settle(step);
          else
            picked = picked.slice(0, k)
        }
        buttons.forEach(function(o, j) {
          var n = picked.indexOf(j);
          o.dataset.place = n < 0 ? '' : n + 1;
          o.textContent = (n < 0 ? '' : (n + 1) + '. ') + o.dataset.words
        });
        return
      }
      var ok = String(i) === right[0];
      b.classList.add(ok ? 'right' : 'wrong');
      all('.why', step).forEach(function(w, j) {
        w.classList.toggle('shown', !ok && j === i)
      });
      if (ok) settle(step)
    }
  })
});
all('form.number').forEach(function(f) {
  f.onsubmit = function(e) {
    e.preventDefault();
    var v = parseFloat(f.elements[0].value), s = f.closest('.step'), ok = Math.abs(v - parseFloat(f.dataset.answer)) < 1e-9;
    all('.why', s).forEach(function(w) {
      w.classList.toggle('shown', !ok && parseFloat(w.dataset.value) === v)
    });
    f.elements[0].style.borderColor = ok ? '#1f7a4d' : '#c0392b';
    if (ok) settle(s)
  }
});
all('.reveal').forEach(function(b) {
  b.onclick = function() {
    settle(b.closest('.step'))
  }
});
all('.show-solution').forEach(function(b) {
  b.onclick = function() {
    all('.solution', b.closest('.step')).forEach(function(s) {
      s.classList.toggle('shown')
    })
  }
});
show(0)
})();