import csv
import io

f = io.StringIO()
w = csv.writer(f); w.writerow(["a", "b,c", 'say "x"', None, 1.5, 3]); w.writerows([[1, "two\nlines"], [""]])
print(repr(f.getvalue()))
for row in csv.reader(io.StringIO('a,b,"c,d"\n1,"2 ""x""",3\n\n"multi\nline",z\n')): print(row)
d = csv.DictWriter(f := io.StringIO(), fieldnames=["x", "y"]); d.writeheader(); d.writerow({"x": 1, "y": "é"}); print(repr(f.getvalue()))
print(list(csv.DictReader(io.StringIO("x,y\n1,2\n3\n4,5,6\n"))))
print([r for r in csv.reader(["a;b;c", "'x;y';z"], delimiter=";", quotechar="'")])
try: d.writerow({"z": 1})
except ValueError as e: print(e)
