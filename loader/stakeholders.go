package loader

import (
	"context"
	"io"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/loader/resolve"
	"entente/loader/source"
)

// ReadStakeholders reads a list in CSV as a database keeps it; name is that of
// its file. Errors: Invalid and TooLarge as by resolve.ReadStakeholders, also
// for what does not go together with the actors that Entente knows.
func ReadStakeholders(name string, csv io.Reader) (graph.StakeholderList, error) {
	var raw strings.Builder
	rows, err := resolve.ReadStakeholders(io.TeeReader(csv, &raw))
	if err != nil {
		return graph.StakeholderList{}, err
	}
	resolver, err := resolve.New(rows...)
	if err != nil {
		return graph.StakeholderList{}, err
	}
	if len(rows) == 0 {
		return graph.StakeholderList{}, graph.FieldError("stakeholders", "The stakeholder list has no rows; name at least one actor, or remove the list.")
	}
	return graph.StakeholderList{Name: strings.ToValidUTF8(name, "�"), Sum: resolver.List(), Actors: len(rows), CSV: raw.String()}, nil
}

// Stakeholders returns the list that the database keeps, and its rows.
func Stakeholders(ctx context.Context, st *store.Store) (graph.StakeholderList, []graph.Stakeholder, error) {
	list, err := st.Stakeholders(ctx)
	if err != nil || list.Sum == "" {
		return list, []graph.Stakeholder{}, err
	}
	rows, err := resolve.ReadStakeholders(strings.NewReader(list.CSV))
	return list, rows, err
}

// WithStakeholders returns a reader that knows the actors of a user's list, which
// win over those of the gazetteer; of the zero value, none but the gazetteer's.
// What is wrong with the list is an Invalid error.
func (r *Reader) WithStakeholders(list graph.StakeholderList) (*Reader, error) {
	if list.Sum == r.resolver.List() {
		return r, nil
	}
	var rows []graph.Stakeholder
	var err error
	if list.Sum != "" {
		if rows, err = resolve.ReadStakeholders(strings.NewReader(list.CSV)); err != nil {
			return nil, err
		}
	}
	with := *r
	if with.resolver, err = resolve.New(rows...); err != nil {
		return nil, err
	}
	if with.resolver.List() != list.Sum {
		return nil, graph.Errorf(graph.Conflict, "The stakeholder list %s was kept by another version of Entente; set it again.", list.Name)
	}
	return &with, nil
}

// follow makes the load read by the list of the database.
func (l *load) follow(ctx context.Context) error {
	list, err := l.store.Stakeholders(ctx)
	if err != nil {
		return err
	}
	reader, err := l.reader.Load().WithStakeholders(list)
	if err != nil {
		return err
	}
	l.reader.Store(reader)
	return nil
}

// readByNewList reads parcels anew that the database refused because its list
// had become another one. It returns why they were refused where that was not
// so.
func (l *load) readByNewList(ctx context.Context, parcels []graph.Parcel, refusal error) error {
	if err := l.patiently(ctx, func() error { return l.follow(ctx) }); err != nil {
		return err
	}
	reader := l.reader.Load()
	if !slices.ContainsFunc(parcels, func(p graph.Parcel) bool { return p.List != reader.resolver.List() }) {
		return refusal
	}
	l.options.Progress(Event{Batch: l.batch, Notice: "the stakeholder list of the database has changed; reading by the new one"})
	read := func(p graph.Parcel) Reading {
		return reader.ReadContext(ctx, source.Item{Article: p.Article, Mentions: p.Given})
	}
	i := 0
	for reading := range Parallel(ctx, l.options.Workers, slices.Values(parcels), read) {
		if reading.Err != nil {
			return reading.Err
		}
		parcels[i] = reading.into(parcels[i])
		i++
	}
	return ctx.Err()
}

// into puts a reading into a parcel in the place of an earlier one.
func (reading Reading) into(p graph.Parcel) graph.Parcel {
	if reading.Defect != "" {
		p.Item.State, p.Item.Stage, p.Item.Reason, p.Item.Statements = graph.ItemRejected, "extract", reading.Defect, 0
		return p
	}
	p.Entities, p.Statements, p.Extractor, p.List = reading.Entities, reading.Statements, reading.Extractor, reading.List
	p.Item.Statements, p.Item.Rejects = len(reading.Statements), len(reading.Rejects)
	return p
}
