from django.urls import path

from payung.web.korpri import printing, ranking

urlpatterns = [
    path("peringkat/", ranking.ranking, name="korpri-ranking"),
    path("peringkat/cetak/", printing.ranking_paper, name="ranking-print"),
]
